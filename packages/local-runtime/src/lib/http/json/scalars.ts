import { charToString, describeChar, isDigit, isTokenPart } from './characters.ts'
import type { JsonCursor, JsonFault } from './cursor.ts'

/** The kinds of value, as the service's parser lists them. */
export const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

const literals = new Set(['null', 'true', 'false'])
const notNumbers = new Set(['NaN', 'Infinity'])
const [quote, backslash, letterU] = [0x22, 0x5c, 0x75]
const [plus, minus, point, zero] = [0x2b, 0x2d, 0x2e, 0x30]
const [capitalE, smallE] = [0x45, 0x65]

export function scanWord(cursor: JsonCursor, first: number): void {
  let word = charToString(first)
  while (cursor.peek() !== undefined && word.length < 256) {
    const before = cursor.at
    if (notNumbers.has(word))
      throw cursor.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
    const char = cursor.char()
    if (!isTokenPart(char)) {
      if (literals.has(word)) cursor.at = before
      break
    }
    word += charToString(char)
  }
  if (notNumbers.has(word))
    throw cursor.fault(`Non-standard token '${word}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`)
  if (!literals.has(word)) throw cursor.fault(`Unrecognized token '${word}': was expecting ${anyValue}`)
}

/** @param alone - the number is a root value */
export function scanNumber(cursor: JsonCursor, first: number, alone: boolean): void {
  if (first === minus) expectDigit(cursor, 'expected digit (0-9) to follow minus sign, for valid numeric value')
  if (cursor.peek(-1) === zero && isDigit(cursor.peek()))
    throw cursor.fault('Invalid numeric value: Leading zeroes not allowed')
  cursor.skipDigits()
  if (cursor.peek() === point) {
    cursor.at += 1
    expectDigit(cursor, 'Decimal point not followed by a digit')
    cursor.skipDigits()
  }
  const mark = cursor.peek()
  if (mark === capitalE || mark === smallE) {
    const sign = cursor.peek(1)
    cursor.at += sign === plus || sign === minus ? 2 : 1
    expectDigit(cursor, 'Exponent indicator not followed by a digit')
    cursor.skipDigits()
  }
  const next = cursor.peek()
  if (!alone || next === undefined || matches(/[ \t\r\n]/, next)) return
  cursor.at += 1
  throw cursor.unexpected(next, 'Expected space separating root-level values')
}

/** Consumes a string up to its closing quote. Returns false at the end of the slice, to be called again. */
export function scanString(cursor: JsonCursor): boolean {
  for (cursor.skipPlain(); cursor.at < cursor.until; cursor.skipPlain()) {
    const byte = cursor.read(' in VALUE_STRING')
    if (byte === quote) return true
    if (byte === backslash) scanEscape(cursor)
    else if (byte < 0x20) throw unescapedControl(cursor, byte, 'string value')
    else if (byte > 0x7f) cursor.rest(byte)
  }
  return false
}

export function checkNameStart(cursor: JsonCursor, first: number): void {
  if (first === quote) return
  const char = first > 0x7f ? cursor.rest(first) : first
  throw cursor.unexpected(char, 'was expecting double-quote to start field name')
}

/** Consumes a name up to its closing quote. Returns false at the end of the slice, to be called again. */
export function scanName(cursor: JsonCursor): boolean {
  for (cursor.skipPlain(); cursor.at < cursor.until; cursor.skipPlain()) {
    const byte = cursor.read(": was expecting closing '\"' for name")
    if (byte === quote) return true
    if (byte === backslash) scanEscape(cursor)
    else if (byte < 0x20) throw unescapedControl(cursor, byte, 'name')
  }
  return false
}

function expectDigit(cursor: JsonCursor, reason: string): void {
  const char = cursor.read('')
  if (!isDigit(char))
    throw cursor.faultAtLast(`Unexpected character (${describeChar(char)}) in numeric value: ${reason}`)
}

function scanEscape(cursor: JsonCursor): void {
  const where = ' in character escape sequence'
  const byte = cursor.read(where)
  if (matches(/["\\/bfnrt]/, byte)) return
  if (byte !== letterU) throw cursor.faultAtLast(`Unrecognized character escape ${describeChar(byte)}`)
  for (let digits = 0; digits < 4; digits += 1) {
    const char = cursor.read(where)
    if (!matches(/[\da-f]/i, char)) throw cursor.unexpected(char, 'expected a hex-digit for character escape sequence')
  }
}

function unescapedControl(cursor: JsonCursor, char: number, where: string): JsonFault {
  return cursor.faultAtLast(
    `Illegal unquoted character (${describeChar(char)}): has to be escaped using backslash to be included in ${where}`,
  )
}

function matches(pattern: RegExp, char: number | undefined): boolean {
  return char !== undefined && pattern.test(charToString(char))
}
