import { charToString, isDigit, isTokenStart } from './characters.ts'
import { JsonCursor, JsonFault } from './cursor.ts'
import { type MarkerKind, OpenMarkers } from './open-markers.ts'
import { anyValue, scanName, scanNumber, scanString, scanWord } from './scalars.ts'

const [quote, comma, colon, minus, slash] = [0x22, 0x2c, 0x3a, 0x2d, 0x2f]
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/** A fault in the service's words, or the position of a second value, which that parser accepts and JSON does not. */
export type Scan = { readonly fault: string } | { readonly secondValueAt: number | undefined }

/** Scans bytes as the service's parser does, up to the first fault. Never throws. */
export function scanJson(bytes: Uint8Array): Scan {
  try {
    return { secondValueAt: scan(new JsonCursor(bytes)) }
  } catch (error) {
    if (error instanceof JsonFault) return { fault: error.message }
    throw error
  }
}

function scan(cursor: JsonCursor): number | undefined {
  const open = new OpenMarkers()
  let [values, secondValueAt] = [0, undefined as number | undefined]
  for (let byte = cursor.token(); byte !== undefined; byte = cursor.token()) {
    const inside = open.kind
    if (byte === closeArray || byte === closeObject) {
      if (inside !== (byte === closeArray ? 'Array' : 'Object')) throw mismatchedMarker(cursor, byte, open)
      open.pop()
      continue
    }
    if (inside === undefined) {
      values += 1
      if (values === 2) secondValueAt = cursor.at
    }
    const first = inside === undefined ? byte : scanToValue(cursor, byte, inside, open.enter())
    if (first === openArray || first === openObject) open.push(first === openArray ? 'Array' : 'Object', cursor.at)
    else scanScalar(cursor, first, inside)
  }
  if (open.kind !== undefined)
    throw cursor.endOfInput(`: expected close marker for ${open.kind} (start marker at ${cursor.position(open.end)})`)
  return secondValueAt
}

/** Consumes an entry up to its value: comma, name and colon. Returns the first byte of the value. */
function scanToValue(cursor: JsonCursor, byte: number, inside: MarkerKind, hasEntries: boolean): number {
  const next = (): number => {
    const found = cursor.token()
    if (found === undefined) throw cursor.endOfInput(` within/between ${inside} entries`)
    return found
  }
  if (hasEntries && byte !== comma) throw cursor.unexpected(byte, `was expecting comma to separate ${inside} entries`)
  const first = hasEntries ? next() : byte
  if (inside === 'Array') return first
  scanName(cursor, first)
  const mark = next()
  if (mark !== colon) throw cursor.unexpected(mark, 'was expecting a colon to separate field name and value')
  return next()
}

function scanScalar(cursor: JsonCursor, first: number, inside: MarkerKind | undefined): void {
  if (first === quote) scanString(cursor)
  else if (first === minus || isDigit(first)) scanNumber(cursor, first, inside === undefined)
  else if (isTokenStart(first)) scanWord(cursor, first)
  else throw unexpectedStart(cursor, first, inside)
}

function unexpectedStart(cursor: JsonCursor, first: number, inside: MarkerKind | undefined): JsonFault {
  const closes = first === closeObject || (first === closeArray && inside === 'Array')
  if (closes || first === comma) return cursor.unexpected(first, 'expected a value')
  if (first === slash)
    return cursor.unexpected(
      first,
      "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    )
  return cursor.unexpected(first, `expected a valid value ${anyValue}`)
}

function mismatchedMarker(cursor: JsonCursor, byte: number, open: OpenMarkers): JsonFault {
  const other = byte === closeArray ? '}' : ']'
  const where = `for ${open.kind ?? 'root'} starting at ${cursor.position(open.end)}`
  return cursor.fault(`Unexpected close marker '${charToString(byte)}': expected '${other}' (${where})`)
}
