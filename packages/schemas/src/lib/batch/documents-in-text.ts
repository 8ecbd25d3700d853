/** One of the documents in a text, and the line that it begins on, from 1. */
export interface TextDocument {
  readonly text: string
  readonly line: number
}

/**
 * Splits text of several JSON documents: one on each line, or one directly after the other, as Firehose writes them.
 * What is no JSON stays an element of its own, but for the time that exports of CloudWatch Logs write before each. Empty if
 * no part of the text is a JSON object.
 */
export function documentsInText(text: string): readonly TextDocument[] {
  const documents = partsOf(text, 1)
  if (documents.every(isObject)) return documents
  const byLine = text.split('\n').flatMap((line, index) => {
    const parts = partsOf(line, index + 1)
    if (!parts.some(isObject)) return [{ text: line.trim(), line: index + 1 }]
    return parts.filter(({ text }, at) => {
      const next = parts[at + 1]
      return next === undefined || !isObject(next) || !logPrefix.test(text)
    })
  })
  return byLine.some(isObject) ? byLine.filter((document) => document.text !== '') : []
}

/** The time of a log event, and the name of its stream, as an export to S3 and `aws logs tail` write them. */
const logPrefix = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?(?:\s+\S+)?$/

const token = /\\.|["{}[\]]/gs

/** Splits before and after each object or array of the outermost level. */
function partsOf(text: string, firstLine: number): readonly TextDocument[] {
  const parts: TextDocument[] = []
  let [line, start, depth, isInString] = [firstLine, 0, 0, false]
  const cut = (end: number): void => {
    const part = text.slice(start, end)
    const document = part.trim()
    const before = part.slice(0, part.indexOf(document))
    if (document !== '') parts.push({ text: document, line: line + countLineBreaks(before) })
    line += countLineBreaks(part)
    start = end
  }
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '"') isInString = !isInString
    if (isInString) continue
    if (found === '{' || found === '[') {
      if (depth === 0) cut(index)
      depth += 1
    } else if ((found === '}' || found === ']') && depth > 0) {
      depth -= 1
      if (depth === 0) cut(index + 1)
    }
  }
  cut(text.length)
  return parts
}

function countLineBreaks(text: string): number {
  return text.split('\n').length - 1
}

function isObject({ text }: TextDocument): boolean {
  if (!text.startsWith('{') && !text.startsWith('[')) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
