import { charToString, isDigit, isTokenStart } from './characters.ts'
import { JsonCursor, JsonFault, sliceEnded } from './cursor.ts'
import { type MarkerKind, OpenMarkers } from './open-markers.ts'
import { anyValue, checkNameStart, scanName, scanNumber, scanString, scanWord } from './scalars.ts'

const [quote, comma, colon, minus, slash] = [0x22, 0x2c, 0x3a, 0x2d, 0x2f]
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d]

/** A fault in the service's words, or the number of values, and the position of the second, which that parser accepts and JSON does not. */
export type Scan = { readonly fault: string } | { readonly values: number; readonly secondValueAt: number | undefined }

export interface ScanOptions {
  /** Size of a slice in bytes; default: everything in one slice. */
  readonly sliceBytes?: number
  /** Called with the offsets of the content of each string that is a value, without its quotes. */
  readonly onString?: (from: number, to: number) => void
}

/** Levels of nesting that are accepted: the default limit of the service's parser (U-25). */
export const maxDepth = 1_000

/** Scans bytes as the service's parser does, up to the first fault. Never throws. */
export function scanJson(bytes: Uint8Array): Scan {
  const steps = scanSteps(bytes)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Scans like {@link scanJson}, and yields after each slice the offset reached. Never throws. */
export function* scanSteps(bytes: Uint8Array, options: ScanOptions = {}): Generator<number, Scan> {
  try {
    return yield* scan(new JsonCursor(bytes), options)
  } catch (error) {
    if (error instanceof JsonFault) return { fault: error.message }
    throw error
  }
}

function* scan(
  cursor: JsonCursor,
  { sliceBytes = Number.POSITIVE_INFINITY, onString }: ScanOptions,
): Generator<number, Scan> {
  const open = new OpenMarkers()
  let [values, secondValueAt] = [0, undefined as number | undefined]
  /** Ends the slice, and reads on in the next ones until `read` has an answer. */
  function* readOn<T>(read: () => T, unfinished: T): Generator<number, T> {
    for (;;) {
      yield cursor.at
      cursor.until = cursor.at + sliceBytes
      const result = read()
      if (result !== unfinished) return result
    }
  }
  const readToken = (): number | undefined => cursor.token()
  cursor.until = sliceBytes
  for (;;) {
    let byte = cursor.token()
    if (byte === sliceEnded) byte = yield* readOn(readToken, sliceEnded)
    if (byte === undefined) break
    const inside = open.kind
    if (byte === closeArray || byte === closeObject) {
      if (inside !== (byte === closeArray ? 'Array' : 'Object')) throw mismatchedMarker(cursor, byte, open)
      open.pop()
      continue
    }
    let first = byte
    if (inside === undefined) {
      values += 1
      if (values === 2) secondValueAt = cursor.at
    } else {
      if (open.enter()) {
        if (byte !== comma) throw cursor.unexpected(byte, `was expecting comma to separate ${inside} entries`)
        const next = cursor.token()
        first = entryByte(cursor, inside, next === sliceEnded ? yield* readOn(readToken, sliceEnded) : next)
      }
      if (inside === 'Object') {
        checkNameStart(cursor, first)
        if (!scanName(cursor)) yield* readOn(() => scanName(cursor), false)
        let next = cursor.token()
        const mark = entryByte(cursor, inside, next === sliceEnded ? yield* readOn(readToken, sliceEnded) : next)
        if (mark !== colon) throw cursor.unexpected(mark, 'was expecting a colon to separate field name and value')
        next = cursor.token()
        first = entryByte(cursor, inside, next === sliceEnded ? yield* readOn(readToken, sliceEnded) : next)
      }
    }
    if (first === openArray || first === openObject) {
      if (open.depth === maxDepth) throw tooDeep()
      open.push(first === openArray ? 'Array' : 'Object', cursor.at)
    } else if (first === quote) {
      const from = cursor.at
      if (!scanString(cursor)) yield* readOn(() => scanString(cursor), false)
      onString?.(from, cursor.at - 1)
    } else scanScalar(cursor, first, inside)
  }
  if (open.kind !== undefined)
    throw cursor.endOfInput(`: expected close marker for ${open.kind} (start marker at ${cursor.position(open.end)})`)
  return { values, secondValueAt }
}

function entryByte(cursor: JsonCursor, inside: MarkerKind, byte: number | undefined): number {
  if (byte === undefined) throw cursor.endOfInput(` within/between ${inside} entries`)
  return byte
}

/** The service's parser gives this fault no position. */
function tooDeep(): JsonFault {
  const limit = `${maxDepth}, from \`StreamReadConstraints.getMaxNestingDepth()\``
  return new JsonFault(`Document nesting depth (${maxDepth + 1}) exceeds the maximum allowed (${limit})`)
}

function scanScalar(cursor: JsonCursor, first: number, inside: MarkerKind | undefined): void {
  if (first === minus || isDigit(first)) scanNumber(cursor, first, inside === undefined)
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
