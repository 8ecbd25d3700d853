import type { DatabaseSync } from 'node:sqlite'

/** The scheduling data of a chunk of items, without their bodies. */
export interface ScannedItems {
  readonly ids: readonly string[]
  /** Lane of each item, as an index into `laneNames`. */
  readonly lanes: Int32Array
  readonly laneNames: readonly string[]
  /** Five numbers per item: seq, due, deliveries, bytes of state and body, bytes of the body alone. */
  readonly numbers: Float64Array
}

export const numbersPerItem = 5
const itemsPerChunk = 20_000

/** Reads all items in order of arrival, in chunks. */
export function* scanItems(database: DatabaseSync): Generator<ScannedItems> {
  const rows = database
    .prepare(
      'SELECT seq, id, lane, due, deliveries, body_bytes, coalesce(length(state), 0) AS state_bytes FROM item ORDER BY seq',
    )
    .iterate()
  let chunk = emptyChunk()
  for (const row of rows) {
    const lane = row.lane as string
    let number = chunk.numberOf.get(lane)
    if (number === undefined) {
      number = chunk.numberOf.size
      chunk.numberOf.set(lane, number)
    }
    const index = chunk.ids.push(row.id as string) - 1
    chunk.lanes[index] = number
    const bodyBytes = row.body_bytes as number
    const at = index * numbersPerItem
    chunk.numbers[at] = row.seq as number
    chunk.numbers[at + 1] = row.due as number
    chunk.numbers[at + 2] = row.deliveries as number
    chunk.numbers[at + 3] = bodyBytes + (row.state_bytes as number)
    chunk.numbers[at + 4] = bodyBytes
    if (index + 1 < itemsPerChunk) continue
    yield scanned(chunk)
    chunk = emptyChunk()
  }
  if (chunk.ids.length > 0) yield scanned(chunk)
}

interface Chunk {
  readonly ids: string[]
  readonly numberOf: Map<string, number>
  readonly lanes: Int32Array
  readonly numbers: Float64Array
}

function emptyChunk(): Chunk {
  return {
    ids: [],
    numberOf: new Map(),
    lanes: new Int32Array(itemsPerChunk),
    numbers: new Float64Array(itemsPerChunk * numbersPerItem),
  }
}

function scanned({ ids, numberOf, lanes, numbers }: Chunk): ScannedItems {
  return { ids, lanes, numbers, laneNames: [...numberOf.keys()] }
}
