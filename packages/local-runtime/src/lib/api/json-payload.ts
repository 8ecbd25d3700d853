/** Of bytes that are no text: the one that does not begin or continue a character, and the place behind it. */
export function utf8Fault(bytes: Uint8Array): string {
  let at = 0
  // The longest part that is text.
  for (let step = 2 ** Math.ceil(Math.log2(bytes.length + 1)); step >= 1; step /= 2)
    if (at + step <= bytes.length && isText(bytes.subarray(0, at + step), true)) at += step
  const kind = isText(bytes.subarray(0, at), false) ? 'start' : 'middle'
  const byte = (bytes[at] ?? 0).toString(16)
  const before = Array.from(bytes.subarray(0, at + 1), (each) => String.fromCharCode(each)).join('')
  return `Invalid UTF-8 ${kind} byte 0x${byte}\n at ${placeOf(before, before.length)}`
}

/** `cut`: the last character may lack its end. */
function isText(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return true
  } catch {
    return false
  }
}

/**
 * Why a text is not JSON, in the words and layout of the service: its first clauses are stable, its tail names the
 * place. For a text that ends too early inside an object or array it is the service's sentence to the letter; for
 * other faults the words of the sentence are this machine's parser's (2.3).
 *
 * Returns `undefined` for JSON.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const position = positionOf(error, text)
    if (position < text.length) return `${sentenceOf(error)}\n at ${placeOf(text, position)}`
    const open = openBracketOf(text)
    if (open === undefined) return `Unexpected end-of-input\n at ${placeOf(text, text.length)}`
    const [kind, start] = open
    const expected = `expected close marker for ${kind} (start marker at ${placeOf(text, start)})`
    return `Unexpected end-of-input: ${expected}\n at ${placeOf(text, text.length)}`
  }
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/ (in|after) JSON at position.*$| is not valid JSON$|, (\.\.\.)?".*$/s, '')
}

function positionOf(error: unknown, text: string): number {
  const message = error instanceof Error ? error.message : ''
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  return message.includes('end of JSON input') ? text.length : 0
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
  return `[Source: ${source}; line: ${before.length}, column: ${column}]`
}

/** The innermost bracket that is still open at the end, and where it stands. */
function openBracketOf(text: string): readonly ['Object' | 'Array', number] | undefined {
  const open: (readonly ['Object' | 'Array', number])[] = []
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/gs)) {
    if (token === '{') open.push(['Object', index])
    else if (token === '[') open.push(['Array', index])
    else if (token === '}' || token === ']') open.pop()
  }
  return open.at(-1)
}
