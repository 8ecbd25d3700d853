import { charText, isDigit, isTokenStart } from './json-characters.ts'
import { JsonCursor, JsonFault, placeOf } from './json-cursor.ts'
import { anyValue, scanName, scanNumber, scanString, scanWord } from './json-scalars.ts'

const [quote, comma, colon, minus, slash] = [0x22, 0x2c, 0x3a, 0x2d, 0x2f]
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

interface Open {
  readonly kind: 'Array' | 'Object'
  readonly place: string
  entries: number
}

/**
 * Why bytes are not JSON, in the sentences of the service's parser, which looks at bytes and stops at the first fault
 * of any kind. `undefined` for bytes that this scanner has nothing against.
 */
export function scannedFault(bytes: Uint8Array): string | undefined {
  try {
    scan(new JsonCursor(bytes))
    return undefined
  } catch (error) {
    if (error instanceof JsonFault) return error.message
    throw error
  }
}

function scan(cursor: JsonCursor): void {
  const open: Open[] = []
  for (let byte = cursor.token(); byte !== undefined; byte = cursor.token()) {
    const inside = open.at(-1)
    if (byte === closeArray || byte === closeObject) {
      if (inside?.kind !== (byte === closeArray ? 'Array' : 'Object')) throw mismatched(cursor, byte, inside)
      open.pop()
      continue
    }
    const first = inside === undefined ? byte : entryOf(cursor, byte, inside)
    if (first === openArray || first === openObject)
      open.push({ kind: first === openArray ? 'Array' : 'Object', place: cursor.place(), entries: 0 })
    else scalar(cursor, first, inside)
  }
  const left = open.at(-1)
  if (left !== undefined) throw cursor.end(`: expected close marker for ${left.kind} (start marker at ${left.place})`)
}

/** Reads what stands before the value of an entry; the answer is the value's first byte. */
function entryOf(cursor: JsonCursor, byte: number, inside: Open): number {
  const next = (): number => {
    const found = cursor.token()
    if (found === undefined) throw cursor.end(` within/between ${inside.kind} entries`)
    return found
  }
  if (inside.entries > 0 && byte !== comma)
    throw cursor.unexpected(byte, `was expecting comma to separate ${inside.kind} entries`)
  const first = inside.entries > 0 ? next() : byte
  inside.entries += 1
  if (inside.kind === 'Array') return first
  scanName(cursor, first)
  const mark = next()
  if (mark !== colon) throw cursor.unexpected(mark, 'was expecting a colon to separate field name and value')
  return next()
}

function scalar(cursor: JsonCursor, first: number, inside: Open | undefined): void {
  if (first === quote) scanString(cursor)
  else if (first === minus || isDigit(first)) scanNumber(cursor, first, inside === undefined)
  else if (isTokenStart(first)) scanWord(cursor, first)
  else throw noValue(cursor, first, inside)
}

function noValue(cursor: JsonCursor, first: number, inside: Open | undefined): JsonFault {
  const closes = first === closeObject || (first === closeArray && inside?.kind === 'Array')
  if (closes || first === comma) return cursor.unexpected(first, 'expected a value')
  if (first === slash)
    return cursor.unexpected(
      first,
      "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    )
  return cursor.unexpected(first, `expected a valid value ${anyValue}`)
}

function mismatched(cursor: JsonCursor, byte: number, inside: Open | undefined): JsonFault {
  const other = byte === closeArray ? '}' : ']'
  const where = `for ${inside?.kind ?? 'root'} starting at ${inside?.place ?? placeOf(1, 0)}`
  return cursor.fault(`Unexpected close marker '${charText(byte)}': expected '${other}' (${where})`)
}
