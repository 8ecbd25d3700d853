import { describeChar, sequenceLength } from './characters.ts'

/** The first fault in bytes that are not JSON; the message includes its position. */
export class JsonFault extends Error {}

/**
 * Formats the position of the byte before `end` as the service does (2.3): lines and columns count from 1, columns in bytes.
 * Computed on demand, since a body of brackets alone has millions of positions.
 *
 * @param linesUntil - line breaks count up to here
 */
export function formatPosition(bytes: Uint8Array, end: number, linesUntil = end): string {
  const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
  let [line, lineStart] = [1, 0]
  for (let at = 0; at < Math.min(end - 1, linesUntil, bytes.length); at += 1)
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) {
      line += 1
      lineStart = at + 1
    }
  return `[Source: ${source}; line: ${line}, column: ${end - lineStart}]`
}

/** Result of {@link JsonCursor.token} when the slice ended in white space. */
export const sliceEnded = -1

/** Reads the tokens of JSON byte by byte and tracks its position. */
export class JsonCursor {
  /** Offset after the last byte read. */
  at = 0
  /** Offset at which the slice ends: white space and strings are read up to here, other tokens to their end. */
  until = Number.POSITIVE_INFINITY
  readonly #bytes: Uint8Array
  /** Offset after the last white space between tokens. A line break that ends a word does not count as one. */
  #tokenAt = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Returns the next byte, or the one `ahead` bytes after it, without consuming it. */
  peek(ahead = 0): number | undefined {
    return this.#bytes[this.at + ahead]
  }

  /**
   * Consumes the next byte.
   *
   * @param where - ends the message when there is no byte left
   */
  read(where: string): number {
    const byte = this.peek()
    if (byte === undefined) throw this.endOfInput(where)
    this.at += 1
    return byte
  }

  /** Consumes the next character. */
  char(): number {
    const first = this.read('')
    return first > 0x7f ? this.rest(first) : first
  }

  /** Consumes the rest of the character that a byte above 0x7f starts. */
  rest(first: number): number {
    const length = sequenceLength(first)
    if (length === undefined) throw this.fault(`Invalid UTF-8 start byte 0x${first.toString(16)}`)
    let char = first & (0xff >> (length + 1))
    for (let more = 1; more < length; more += 1) {
      const byte = this.read(' in VALUE_STRING')
      if ((byte & 0xc0) !== 0x80) throw this.fault(`Invalid UTF-8 middle byte 0x${byte.toString(16)}`)
      char = (char << 6) | (byte & 0x3f)
    }
    return Math.min(char, 0x10ffff)
  }

  /** Consumes white space and the byte after it. Returns `undefined` at the end, {@link sliceEnded} to be called again. */
  token(): number | undefined {
    const bytes = this.#bytes
    let at = this.at
    for (; at < bytes.length && at < this.until; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue
      this.at = at + 1
      this.#tokenAt = this.at
      if (byte > 0x20) return byte
      throw this.faultAtLast(
        `Illegal character (${describeChar(byte)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
      )
    }
    if (at > this.at) this.#tokenAt = at
    this.at = at
    return at < bytes.length ? sliceEnded : undefined
  }

  /** Skips printable ASCII but `"` and `\`, up to the end of the slice. */
  skipPlain(): void {
    const bytes = this.#bytes
    const end = Math.min(bytes.length, this.until)
    let at = this.at
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < 0x20 || byte > 0x7f || byte === 0x22 || byte === 0x5c) break
    }
    this.at = at
  }

  skipDigits(): void {
    const bytes = this.#bytes
    let at = this.at
    for (let byte = bytes[at] ?? 0; byte >= 0x30 && byte <= 0x39; byte = bytes[at] ?? 0) at += 1
    this.at = at
  }

  /** Formats the position of the byte before `end`, by default the last byte read. */
  position(end = this.at): string {
    return formatPosition(this.#bytes, end, this.#tokenAt)
  }

  unexpected(char: number, why: string): JsonFault {
    return this.faultAtLast(`Unexpected character (${describeChar(char)}): ${why}`)
  }

  endOfInput(where: string): JsonFault {
    return this.fault(`Unexpected end-of-input${where}`)
  }

  /** A fault at the last byte read. */
  faultAtLast(message: string): JsonFault {
    return new JsonFault(`${message}\n at ${this.position()}`)
  }

  /** A fault after the last byte read. */
  fault(message: string): JsonFault {
    return new JsonFault(`${message}\n at ${this.position(this.at + 1)}`)
  }
}
