import type { Issue } from './issue.ts'

/** `not-json`: the text cannot be parsed. `invalid-document`: it can, and breaks the schema; see `issues`. */
export type DocumentErrorCode = 'not-json' | 'invalid-document'

/**
 * Thrown by the `parse…` functions, and by nothing else. Branch on `code`; messages may be reworded.
 *
 * @example
 * try { parseInvocationRecord(text) } catch (error) { if (error instanceof DocumentError) console.log(error.issues) }
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  /** Empty for `not-json`. */
  readonly issues: readonly Issue[]

  constructor(code: DocumentErrorCode, message: string, issues: readonly Issue[], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.issues = issues
  }
}

/** Parses `input` when it is text, checks it, and returns it as the document it is; `revive` undoes what JSON did. */
export function parseDocument<Document>(
  title: string,
  input: unknown,
  check: (value: unknown) => readonly Issue[],
  revive: (value: unknown) => unknown = (value) => value,
): Document {
  const value = revive(typeof input === 'string' ? parseJson(title, input) : input)
  const issues = check(value)
  if (issues.length > 0) throw new DocumentError('invalid-document', invalidMessage(title, issues), issues)
  return value as Document
}

export function parseJson(title: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DocumentError('not-json', `${title} is not JSON: ${shortened(text)}`, [], { cause })
  }
}

function invalidMessage(title: string, issues: readonly Issue[]): string {
  const listed = issues.slice(0, 3).map(({ path, message }) => `${path === '' ? 'it' : path} ${message}`)
  const more = issues.length > 3 ? ` (and ${issues.length - 3} more)` : ''
  return `not a valid ${title}: ${listed.join('; ')}${more}`
}

function shortened(text: string): string {
  return text.length <= 80 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, 77))}...`
}
