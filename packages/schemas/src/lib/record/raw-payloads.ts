import { DocumentError, parseJson } from '../document/document-error.ts'
import { issue } from '../document/issue.ts'

/** Both payloads exactly as they appear in a record, surrounding whitespace included. A payload may be missing. */
export interface RawPayloads {
  readonly requestPayload?: string
  readonly responsePayload?: string
}

/**
 * Reads both payloads from a record without parsing them, as Lambda spliced them in (REC-6): integers beyond 2^53,
 * number spelling, duplicate keys and whitespace survive. If a member occurs twice, the last one counts, as in
 * `JSON.parse`. Runs in linear time, whatever the nesting.
 *
 * @param recordText - the record as received, a JSON string
 * @throws {@link DocumentError} with code `not-json` if the string is not JSON, `invalid-document` if it is not an
 * object.
 * @example
 * ```ts
 * readRawPayloads('{"requestPayload":{"id":9007199254740993}}').requestPayload // '{"id":9007199254740993}'
 * ```
 */
export function readRawPayloads(recordText: string): RawPayloads {
  const value = parseJson('InvocationRecord', recordText)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const issues = [issue('', 'type', 'must be object')]
    throw new DocumentError('invalid-document', 'not a valid InvocationRecord: it must be object', issues)
  }
  // The string is a valid JSON object, so the scan does not check for syntax errors.
  const found: { requestPayload?: string; responsePayload?: string } = {}
  let position = recordText.indexOf('{') + 1
  for (;;) {
    const key = recordText.indexOf('"', position)
    if (key === -1) return found
    const keyEnd = endOfString(recordText, key)
    const start = recordText.indexOf(':', keyEnd) + 1
    const end = endOfValue(recordText, start)
    const name: unknown = JSON.parse(recordText.slice(key, keyEnd))
    if (name === 'requestPayload' || name === 'responsePayload') found[name] = recordText.slice(start, end)
    if (recordText[end] !== ',') return found
    position = end + 1
  }
}

/** Position after the JSON string that starts at `start`. */
function endOfString(json: string, start: number): number {
  let position = start + 1
  while (position < json.length && json[position] !== '"') position += json[position] === '\\' ? 2 : 1
  return position + 1
}

/** Position of the comma or brace that ends the value starting at `start`. */
function endOfValue(json: string, start: number): number {
  let depth = 0
  let position = start
  while (position < json.length) {
    const character = json[position]
    if (character === '"') {
      position = endOfString(json, position)
      continue
    }
    if (depth === 0 && (character === ',' || character === '}')) return position
    if (character === '{' || character === '[') depth += 1
    if (character === '}' || character === ']') depth -= 1
    position += 1
  }
  return position
}
