import type { DatabaseSync } from 'node:sqlite'
import { damagedSum, nameSums } from '@async-invoke/engine/internal/item-sums'
import { headNumbers } from '../item-sums.ts'
import { SqliteStoreError } from '../store-error.ts'

/** The scheduling data of a chunk of items, without their bodies. */
export interface ScannedItems {
  readonly ids: readonly string[]
  /** Lane of each item, as an index into `laneNames`. */
  readonly lanes: Int32Array
  readonly laneNames: readonly string[]
  /** Five numbers per item: seq, due, deliveries, bytes of state and body, bytes of the body alone. */
  readonly numbers: Float64Array
  /** Indexes of damaged items. */
  readonly damaged: readonly number[]
}

export const numbersPerItem = 5
const itemsPerChunk = 20_000

/**
 * Numbers that JavaScript cannot represent are damaged, and would make node:sqlite throw. Bytes are counted as they are,
 * since `body_bytes` of a damaged item may be anything.
 */
const exact = (column: string): string =>
  `iif(${column} BETWEEN -9007199254740991 AND 9007199254740991, ${column}, NULL)`
const readItems = `
  SELECT ${exact('seq')} AS seq, id, lane, ${exact('due')} AS due, ${exact('deliveries')} AS deliveries,
    ${exact('body_bytes')} AS body_bytes, coalesce(length(state), 0) AS state_bytes,
    ${exact(`head_sum - (${headNumbers})`)} AS name_sum, body_sum = ${damagedSum} AS known FROM item ORDER BY item.seq`

/**
 * Reads all items in order of arrival, in chunks, and compares each with its checksum. A damaged item is due at once,
 * whatever its row says, so that it is noticed.
 *
 * @throws {@link SqliteStoreError} `corrupt` if their order is damaged: items could then not be found.
 */
export function* scanItems(database: DatabaseSync): Generator<ScannedItems> {
  const sumOf = nameSums()
  let chunk = emptyChunk()
  let lastSeq = 0
  for (const row of database.prepare(readItems).iterate()) {
    const { seq, state_bytes: stateBytes } = row as { seq: number | null; state_bytes: number }
    if (seq === null || seq <= lastSeq)
      throw new SqliteStoreError('corrupt', `the items are out of order: after number ${lastSeq} comes number ${seq}`)
    lastSeq = seq
    const intact = isIntact(row, sumOf)
    const [id, lane] = [String(row.id), String(row.lane)]
    let number = chunk.numberOf.get(lane)
    if (number === undefined) {
      number = chunk.numberOf.size
      chunk.numberOf.set(lane, number)
    }
    const index = chunk.ids.push(id) - 1
    chunk.lanes[index] = number
    const bodyBytes = intact ? (row.body_bytes as number) : 0
    const at = index * numbersPerItem
    chunk.numbers[at] = seq
    chunk.numbers[at + 1] = intact ? (row.due as number) : 0
    chunk.numbers[at + 2] = intact ? (row.deliveries as number) : 0
    chunk.numbers[at + 3] = bodyBytes + stateBytes
    chunk.numbers[at + 4] = bodyBytes
    if (!intact) chunk.damaged.push(index)
    if (index + 1 < itemsPerChunk) continue
    yield scanned(chunk)
    chunk = emptyChunk()
  }
  if (chunk.ids.length > 0) yield scanned(chunk)
}

/** A number that is no integer makes the sum another, or none. */
function isIntact(row: Record<string, unknown>, sumOf: (id: string, lane: string) => number): boolean {
  const { id, lane, name_sum: sum, known } = row
  return known === 0 && typeof id === 'string' && typeof lane === 'string' && sumOf(id, lane) === sum
}

interface Chunk {
  readonly ids: string[]
  readonly numberOf: Map<string, number>
  readonly lanes: Int32Array
  readonly numbers: Float64Array
  readonly damaged: number[]
}

function emptyChunk(): Chunk {
  return {
    ids: [],
    numberOf: new Map(),
    lanes: new Int32Array(itemsPerChunk),
    numbers: new Float64Array(itemsPerChunk * numbersPerItem),
    damaged: [],
  }
}

function scanned({ ids, numberOf, lanes, numbers, damaged }: Chunk): ScannedItems {
  return { ids, lanes, numbers, damaged, laneNames: [...numberOf.keys()] }
}
