import { description, lengthOf } from './characters.ts'

/** Why bytes are not JSON, with the place. */
export class JsonFault extends Error {}

/**
 * The place of the byte before `end`, as the service writes it; lines and columns count from 1, columns in bytes. It is
 * counted when a fault needs it: a body of brackets alone would otherwise pay for millions of places. Line breaks count
 * before `linesUntil`.
 */
export function placeBefore(bytes: Uint8Array, end: number, linesUntil = end): string {
  const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
  let [line, lineStart] = [1, 0]
  for (let at = 0; at < Math.min(end - 1, linesUntil, bytes.length); at += 1)
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) {
      line += 1
      lineStart = at + 1
    }
  return `[Source: ${source}; line: ${line}, column: ${end - lineStart}]`
}

/** Reads bytes as JSON's parts are read, and knows where it stands. */
export class JsonCursor {
  /** Behind the last byte that was read. */
  at = 0
  readonly #bytes: Uint8Array
  /** Behind the white space that was last read between tokens: a line break that ends a word is not counted. */
  #tokenAt = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The byte to come, or one `ahead` of it. */
  peek(ahead = 0): number | undefined {
    return this.#bytes[this.at + ahead]
  }

  /** `end`: how the sentence goes on when there is no byte. */
  read(end: string): number {
    const byte = this.peek()
    if (byte === undefined) throw this.end(end)
    this.at += 1
    return byte
  }

  /** The next character. */
  char(): number {
    const first = this.read('')
    return first > 0x7f ? this.rest(first) : first
  }

  /** The character that a byte above 0x7f begins. */
  rest(first: number): number {
    const length = lengthOf(first)
    if (length === undefined) throw this.fault(`Invalid UTF-8 start byte 0x${first.toString(16)}`)
    let char = first & (0xff >> (length + 1))
    for (let more = 1; more < length; more += 1) {
      const byte = this.read(' in VALUE_STRING')
      if ((byte & 0xc0) !== 0x80) throw this.fault(`Invalid UTF-8 middle byte 0x${byte.toString(16)}`)
      char = (char << 6) | (byte & 0x3f)
    }
    return Math.min(char, 0x10ffff)
  }

  /** The first byte behind white space. */
  token(): number | undefined {
    while (this.peek() !== undefined) {
      const byte = this.read('')
      this.#tokenAt = this.at
      if (byte > 0x20) return byte
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
        throw this.faultAtLast(
          `Illegal character (${description(byte)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
        )
    }
    return undefined
  }

  /** Where the byte before `end` stands; default: the last one read. */
  place(end = this.at): string {
    return placeBefore(this.#bytes, end, this.#tokenAt)
  }

  unexpected(char: number, why: string): JsonFault {
    return this.faultAtLast(`Unexpected character (${description(char)}): ${why}`)
  }

  end(where: string): JsonFault {
    return this.fault(`Unexpected end-of-input${where}`)
  }

  faultAtLast(sentence: string): JsonFault {
    return new JsonFault(`${sentence}\n at ${this.place()}`)
  }

  /** Its place is behind the last byte. */
  fault(sentence: string): JsonFault {
    return new JsonFault(`${sentence}\n at ${this.place(this.at + 1)}`)
  }
}
