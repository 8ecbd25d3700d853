import { charText, description, isDigit, isTokenPart } from './characters.ts'
import type { JsonCursor, JsonFault } from './cursor.ts'

/** What a value may be, as the service's parser puts it. */
export const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

const literals = new Set(['null', 'true', 'false'])
const notNumbers = new Set(['NaN', 'Infinity'])
const [quote, backslash, letterU] = [0x22, 0x5c, 0x75]
const [minus, point, zero] = [0x2d, 0x2e, 0x30]

export function scanWord(cursor: JsonCursor, first: number): void {
  let word = charText(first)
  while (cursor.peek() !== undefined && word.length < 256) {
    const before = cursor.at
    if (notNumbers.has(word))
      throw cursor.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
    const char = cursor.char()
    if (!isTokenPart(char)) {
      if (literals.has(word)) cursor.at = before
      break
    }
    word += charText(char)
  }
  if (notNumbers.has(word))
    throw cursor.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
  if (!literals.has(word)) throw cursor.fault(`Unrecognized token '${word}': was expecting ${anyValue}`)
}

/** `alone`: the number is the whole text. */
export function scanNumber(cursor: JsonCursor, first: number, alone: boolean): void {
  if (first === minus) digit(cursor, 'expected digit (0-9) to follow minus sign, for valid numeric value')
  if (cursor.peek(-1) === zero && isDigit(cursor.peek()))
    throw cursor.fault('Invalid numeric value: Leading zeroes not allowed')
  digits(cursor)
  if (cursor.peek() === point) {
    cursor.at += 1
    digit(cursor, 'Decimal point not followed by a digit')
    digits(cursor)
  }
  if (is(/e/i, cursor.peek())) {
    cursor.at += is(/[+-]/, cursor.peek(1)) ? 2 : 1
    digit(cursor, 'Exponent indicator not followed by a digit')
    digits(cursor)
  }
  const next = cursor.peek()
  if (!alone || next === undefined || is(/[ \t\r\n]/, next)) return
  cursor.at += 1
  throw cursor.unexpected(next, 'Expected space separating root-level values')
}

export function scanString(cursor: JsonCursor): void {
  for (let byte = cursor.read(' in VALUE_STRING'); byte !== quote; byte = cursor.read(' in VALUE_STRING'))
    if (byte === backslash) escaped(cursor)
    else if (byte < 0x20) throw unquoted(cursor, byte, 'string value')
    else if (byte > 0x7f) cursor.rest(byte)
}

export function scanName(cursor: JsonCursor, first: number): void {
  if (first !== quote) {
    const char = first > 0x7f ? cursor.rest(first) : first
    throw cursor.unexpected(char, 'was expecting double-quote to start field name')
  }
  const unclosed = ": was expecting closing '\"' for name"
  for (let byte = cursor.read(unclosed); byte !== quote; byte = cursor.read(unclosed))
    if (byte === backslash) escaped(cursor)
    else if (byte < 0x20) throw unquoted(cursor, byte, 'name')
}

function digit(cursor: JsonCursor, otherwise: string): void {
  const char = cursor.read('')
  if (!isDigit(char))
    throw cursor.faultAtLast(`Unexpected character (${description(char)}) in numeric value: ${otherwise}`)
}

function digits(cursor: JsonCursor): void {
  while (isDigit(cursor.peek())) cursor.at += 1
}

function escaped(cursor: JsonCursor): void {
  const end = ' in character escape sequence'
  const byte = cursor.read(end)
  if (is(/["\\/bfnrt]/, byte)) return
  if (byte !== letterU) throw cursor.faultAtLast(`Unrecognized character escape ${description(byte)}`)
  for (let place = 0; place < 4; place += 1) {
    const char = cursor.read(end)
    if (!is(/[\da-f]/i, char)) throw cursor.unexpected(char, 'expected a hex-digit for character escape sequence')
  }
}

function unquoted(cursor: JsonCursor, char: number, where: string): JsonFault {
  return cursor.faultAtLast(
    `Illegal unquoted character (${description(char)}): has to be escaped using backslash to be included in ${where}`,
  )
}

function is(pattern: RegExp, char: number | undefined): boolean {
  return char !== undefined && pattern.test(charText(char))
}
