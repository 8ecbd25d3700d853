import { DocumentError, parseJson } from '../document/document-error.ts'
import { issue } from '../document/issue.ts'

/** Both payloads as they stand in the text of a record, spaces around them included; missing when they are. */
export interface RawPayloads {
  readonly requestPayload?: string
  readonly responsePayload?: string
}

/**
 * The exact source text of both payloads in the text of a record, as Lambda spliced them in (REC-6): integers beyond
 * 2^53, number spelling, duplicate keys and spaces survive. Of two members with one name the last counts, as in
 * `JSON.parse`.
 *
 * Throws {@link DocumentError}: `not-json` for a text that is none, `invalid-document` for one that is no object.
 * Time grows with the length of the text, whatever its nesting.
 *
 * @example readRawPayloads('{"requestPayload":{"id":9007199254740993}}').requestPayload // '{"id":9007199254740993}'
 */
export function readRawPayloads(text: string): RawPayloads {
  const value = parseJson('InvocationRecord', text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const issues = [issue('', 'type', 'must be object')]
    throw new DocumentError('invalid-document', 'not a valid InvocationRecord: it must be object', issues)
  }
  // The text is known to be a JSON object, so that the scan need not look for errors.
  const found: { requestPayload?: string; responsePayload?: string } = {}
  let at = text.indexOf('{') + 1
  for (;;) {
    const key = text.indexOf('"', at)
    if (key === -1) return found
    const keyEnd = endOfString(text, key)
    const start = text.indexOf(':', keyEnd) + 1
    const end = endOfValue(text, start)
    const name: unknown = JSON.parse(text.slice(key, keyEnd))
    if (name === 'requestPayload' || name === 'responsePayload') found[name] = text.slice(start, end)
    if (text[end] !== ',') return found
    at = end + 1
  }
}

/** Index after the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  let at = open + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/** Index of the comma or brace that ends the value which starts at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  let at = start
  while (at < text.length) {
    const char = text[at]
    if (char === '"') {
      at = endOfString(text, at)
      continue
    }
    if (depth === 0 && (char === ',' || char === '}')) return at
    if (char === '{' || char === '[') depth += 1
    if (char === '}' || char === ']') depth -= 1
    at += 1
  }
  return at
}
