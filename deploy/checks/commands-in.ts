const names: readonly unknown[] = ['work', 'dev', 'queue']

/** Finds the command lines in documents: lists of words that begin with the name of a command. */
export function commandsIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value) && names.includes(value[0])) return [value.map(wordOf)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(commandsIn)
}

/** A word of a command line. In a template of CloudFormation it may be a join whose references are known at deployment. */
function wordOf(word: unknown): string {
  if (typeof word === 'string') return word
  if (typeof word !== 'object' || word === null || !('Fn::Join' in word)) return JSON.stringify(word)
  const [separator, parts] = word['Fn::Join'] as readonly [string, readonly unknown[]]
  // The one reference in these templates is a queue's.
  const known = parts.map((part) =>
    typeof part === 'string' ? part : 'https://sqs.eu-west-1.amazonaws.com/123456789012/q',
  )
  return known.join(separator)
}
