const names: readonly unknown[] = ['work', 'dev', 'queue']

/** Finds the command lines in documents: lists of words that begin with the name of a command. */
export function commandsIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value) && names.includes(value[0])) return [value.map(wordOf)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(commandsIn)
}

/** A word of a command line. In a template of CloudFormation, names are known at deployment: any will do. */
function wordOf(word: unknown): string {
  if (typeof word === 'string') return word
  if (typeof word !== 'object' || word === null) return JSON.stringify(word)
  if ('Ref' in word) return nameOf(String(word.Ref))
  if (!('Fn::Join' in word)) return JSON.stringify(word)
  const [separator, parts] = word['Fn::Join'] as readonly [string, readonly unknown[]]
  return parts.map(wordOf).join(separator)
}

/** By the id of the resource in the stack: a reference to a queue is its URL, that to a bucket its name. */
function nameOf(id: string): string {
  return id.startsWith('Events') ? 'https://sqs.eu-west-1.amazonaws.com/123456789012/events' : 'event-bodies'
}
