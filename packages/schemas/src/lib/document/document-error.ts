import { withoutMark } from './byte-order-mark.ts'
import type { Issue } from './issue.ts'

/**
 * `not-json`: the string is not JSON. `invalid-document`: the value breaks the schema; see `issues`.
 * `unidentified-item`: an item of a batch failed and has no id to name it by in the response.
 */
export type DocumentErrorCode = 'not-json' | 'invalid-document' | 'unidentified-item'

/**
 * Thrown when a document cannot be read. Branch on `code`; messages may change.
 *
 * @example
 * ```ts
 * try {
 *   parseInvocationRecord(body)
 * } catch (error) {
 *   if (error instanceof DocumentError) console.log(error.issues)
 * }
 * ```
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  /** Every way in which the value breaks the schema; empty for `not-json`. */
  readonly issues: readonly Issue[]

  constructor(code: DocumentErrorCode, message: string, issues: readonly Issue[], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.issues = issues
  }
}

/**
 * Parses `input` if it is a string, checks it, and returns it as the document it is.
 *
 * @param revive - restores what JSON cannot represent, before the check
 */
export function parseDocument<Document>(
  title: string,
  input: unknown,
  check: (value: unknown) => readonly Issue[],
  revive: (value: unknown) => unknown = (value) => value,
): Document {
  const value = revive(typeof input === 'string' ? parseJson(title, input) : input)
  const issues = check(value)
  if (issues.length > 0) throw invalidDocument(title, issues)
  return value as Document
}

export function invalidDocument(title: string, issues: readonly Issue[]): DocumentError {
  return new DocumentError('invalid-document', invalidMessage(title, issues), issues)
}

/** Callers without types may pass what is no string. */
export function parseJson(title: string, json: string): unknown {
  if (typeof json !== 'string')
    throw new DocumentError('not-json', `${title} is no text of JSON, but ${typeof json}`, [])
  try {
    return JSON.parse(withoutMark(json))
  } catch (cause) {
    throw new DocumentError('not-json', `${title} is not JSON: ${shorten(json)}`, [], { cause })
  }
}

function invalidMessage(title: string, issues: readonly Issue[]): string {
  const listed = issues.slice(0, 3).map(({ path, message }) => `${path === '' ? 'it' : path} ${message}`)
  const more = issues.length > 3 ? ` (and ${issues.length - 3} more)` : ''
  return `not a valid ${title}: ${listed.join('; ')}${more}`
}

function shorten(json: string): string {
  return json.length <= 80 ? JSON.stringify(json) : `${JSON.stringify(json.slice(0, 77))}...`
}
