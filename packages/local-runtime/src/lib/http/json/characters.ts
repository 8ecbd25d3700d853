const startOfToken = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u
const partOfToken = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]$/u

export function charText(char: number): string {
  return String.fromCodePoint(char)
}

/** Such a character begins a word that the service's parser shows whole when it is none of JSON's. */
export function isTokenStart(char: number): boolean {
  return startOfToken.test(charText(char))
}

/** Control characters other than white space are parts, too. */
export function isTokenPart(char: number): boolean {
  return partOfToken.test(charText(char)) || (isControl(char) && !(char >= 0x09 && char <= 0x0d) && !isSeparator(char))
}

export function isDigit(char: number | undefined): boolean {
  return char !== undefined && char >= 0x30 && char <= 0x39
}

/** A character in the words of the service's parser. */
export function description(char: number): string {
  if (isControl(char)) return `(CTRL-CHAR, code ${char})`
  return `'${charText(char)}' (code ${char}${char > 0xff ? ` / 0x${char.toString(16)}` : ''})`
}

/** Bytes of the UTF-8 character that a byte above 0x7f begins; `undefined` when it begins none. */
export function lengthOf(byte: number): 2 | 3 | 4 | undefined {
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
