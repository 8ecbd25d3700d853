/** Thrown when types cannot be written for the schema of a payload. */
export class PayloadSchemaError extends Error {
  override readonly name = 'PayloadSchemaError'
  /** JSON Pointer into the schema; empty for the schema itself. */
  readonly pointer: string
  /** What is wrong there, without the place. */
  readonly problem: string

  /** @param subject - the payload, for the message */
  constructor(pointer: string, problem: string, subject = 'the schema') {
    super(`${subject}${pointer === '' ? '' : ` at #${pointer}`} ${problem}`)
    this.pointer = pointer
    this.problem = problem
  }
}

/** A value in a message, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
