const startOfToken = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u
const partOfToken = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]$/u

export function charToString(char: number): string {
  return String.fromCodePoint(char)
}

/** True for a character that begins a word. The service's parser reports an unknown word whole. */
export function isTokenStart(char: number): boolean {
  return startOfToken.test(charToString(char))
}

/** True for a character inside a word, which includes control characters other than white space. */
export function isTokenPart(char: number): boolean {
  return (
    partOfToken.test(charToString(char)) || (isControl(char) && !(char >= 0x09 && char <= 0x0d) && !isSeparator(char))
  )
}

export function isDigit(char: number | undefined): boolean {
  return char !== undefined && char >= 0x30 && char <= 0x39
}

/** Describes a character as the service's parser does. */
export function describeChar(char: number): string {
  if (isControl(char)) return `(CTRL-CHAR, code ${char})`
  return `'${charToString(char)}' (code ${char}${char > 0xff ? ` / 0x${char.toString(16)}` : ''})`
}

/** Length in bytes of the UTF-8 sequence that a byte above 0x7f starts; `undefined` when it starts none. */
export function sequenceLength(byte: number): 2 | 3 | 4 | undefined {
  if ((byte & 0xe0) === 0xc0) return 2
  if ((byte & 0xf0) === 0xe0) return 3
  return (byte & 0xf8) === 0xf0 ? 4 : undefined
}

function isControl(char: number): boolean {
  return char < 0x20 || (char >= 0x7f && char < 0xa0)
}

function isSeparator(char: number): boolean {
  return char >= 0x1c && char <= 0x1f
}
