/**
 * Lists travel as the text of PostgreSQL's arrays, and bytes as one value with the sizes of its parts: drivers differ in how
 * they write arrays, and agree about strings and single byte values.
 */

const special = /["\\]/

/** The text of an array of strings. */
export function textArray(values: readonly string[]): string {
  let text = '{'
  for (const value of values)
    text += `${text === '{' ? '"' : ',"'}${special.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`
  return `${text}}`
}

/** The text of an array of numbers; `null` for a value that is missing. */
export function numberArray(values: readonly (number | bigint | null)[]): string {
  let text = '{'
  for (const value of values) text += `${text === '{' ? '' : ','}${value ?? 'NULL'}`
  return `${text}}`
}

/** Parts of bytes, one after another in one value. */
export class ByteParts {
  readonly #parts: Uint8Array[] = []
  #length = 0

  /** Adds a part and returns where it begins, counted from 1 as SQL counts. */
  add(part: Uint8Array): number {
    const at = this.#length + 1
    this.#parts.push(part)
    this.#length += part.length
    return at
  }

  /** All parts. */
  joined(): Uint8Array {
    const [only] = this.#parts
    // A view of a larger buffer would be sent whole by some drivers.
    return this.#parts.length === 1 && only !== undefined ? Buffer.from(only) : Buffer.concat(this.#parts, this.#length)
  }
}
