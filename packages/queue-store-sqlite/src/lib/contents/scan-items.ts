import type { DatabaseSync } from 'node:sqlite'
import { nameSums } from '@async-invoke/engine/internal/item-sums'
import { damagedItem, maxProblems } from '../database/integrity.ts'
import { headNumbers } from '../item-sums.ts'
import { SqliteStoreError } from '../store-error.ts'
import { type ItemCount, ItemCounter } from '../tables/tally.ts'
import { ContentReader } from './read-contents.ts'
import { WholeNumbers } from './whole-numbers.ts'

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
const itemsPerChunk = 4_000
/** Upper bound of states and bodies that are compared with their checksums at once, unless one item alone is larger. */
const maxBytesAtOnce = 8 * 1_048_576

/**
 * One row for a whole chunk, with all numbers and all names concatenated: rows of JavaScript objects would take three times as
 * long. A number that is NULL, or none, or too large for SQLite's integers, arrives as something that is no whole number.
 */
const readChunk = `
  SELECT count(*) AS items, CAST(coalesce(group_concat(numbers, ''), '') AS BLOB) AS numbers,
    CAST(coalesce(group_concat(names, ''), '') AS BLOB) AS names
  FROM (
    SELECT coalesce(seq, '') || ',' || coalesce(due, '') || ',' || coalesce(deliveries, '') || ',' || coalesce(body_bytes, '') ||
      ',' || coalesce(octet_length(state), 0) || ',' || coalesce(head_sum - (${headNumbers}), '') || ',' ||
      coalesce(octet_length(CAST(id AS TEXT)), 0) || ',' || coalesce(octet_length(CAST(lane AS TEXT)), 0) || ',' AS numbers,
      coalesce(CAST(id AS TEXT), '') || coalesce(CAST(lane AS TEXT), '') AS names
    FROM item WHERE seq > ?1 AND seq <= ?2 ORDER BY item.seq LIMIT ${itemsPerChunk}
  )`

interface ScanOptions {
  /** Number of the last item to read. */
  readonly lastSeq: number
  /** True to compare every state and body with its checksum, too. */
  readonly contents: boolean
}

/**
 * Reads items in order of arrival, a chunk at a time, and compares each with its checksum. A damaged item is due at once,
 * whatever its row says, so that it is noticed. New items may be written between two chunks.
 */
export class ItemScan {
  readonly #readChunk
  readonly #contents: ContentReader | undefined
  readonly #lastSeq: number
  readonly #counter = new ItemCounter()
  readonly #problems: string[] = []
  readonly #sumOf = nameSums()
  #seq = 0

  constructor(database: DatabaseSync, { lastSeq, contents }: ScanOptions) {
    this.#readChunk = database.prepare(readChunk)
    this.#contents = contents ? new ContentReader(database) : undefined
    this.#lastSeq = lastSeq
  }

  /** The items that were read so far. */
  get found(): ItemCount {
    return this.#counter
  }

  /** One for each damaged item. */
  get problems(): readonly string[] {
    return this.#problems
  }

  /**
   * Returns the next chunk; `undefined` after the last one.
   *
   * @throws {@link SqliteStoreError} `corrupt` if their order is damaged: items could then not be found.
   */
  next(): ScannedItems | undefined {
    const row = this.#readChunk.get(this.#seq, this.#lastSeq) as {
      readonly items: number
      readonly numbers: Uint8Array
      readonly names: Uint8Array
    }
    const { items } = row
    if (items === 0) return undefined
    const given = new WholeNumbers(row.numbers)
    const names = Buffer.from(row.names.buffer, row.names.byteOffset, row.names.byteLength)
    const [ids, damaged, numberOf]: [string[], number[], Map<string, number>] = [[], [], new Map()]
    const [lanes, numbers] = [new Int32Array(items), new Float64Array(items * numbersPerItem)]
    let name = 0
    for (let index = 0; index < items; index += 1) {
      const seq = this.#follow(given.next())
      const [dueMs, deliveries, bodyBytes, stateBytes] = [given.next(), given.next(), given.next(), given.next()]
      const [sum, idBytes, laneBytes] = [given.next(), given.next(), given.next()]
      const id = names.toString('utf8', name, name + idBytes)
      const lane = names.toString('utf8', name + idBytes, name + idBytes + laneBytes)
      name += idBytes + laneBytes
      // A number that is not whole makes the sum another, or none, as does the mark of an item that is known to be damaged.
      const intact = this.#sumOf(id, lane) === sum
      ids.push(id)
      lanes[index] = numbered(lane, numberOf)
      const at = index * numbersPerItem
      numbers[at] = seq
      numbers[at + 1] = intact ? dueMs : 0
      numbers[at + 2] = intact ? deliveries : 0
      numbers[at + 3] = (intact ? bodyBytes : 0) + stateBytes
      numbers[at + 4] = intact ? bodyBytes : 0
      if (intact) continue
      damaged.push(index)
      this.#problems.push(damagedItem(id))
    }
    const scanned = { ids, lanes, numbers, damaged, laneNames: [...numberOf.keys()] }
    this.#compareContents(scanned)
    return scanned
  }

  #follow(seq: number): number {
    if (!(seq > this.#seq)) throw outOfOrder(this.#seq, seq)
    this.#seq = seq
    this.#counter.add(seq)
    return seq
  }

  #compareContents({ ids, numbers, damaged }: ScannedItems): void {
    const contents = this.#contents
    if (contents === undefined) return
    const known = new Set(damaged)
    let [seqs, sizes, named, bytes]: [number[], number[], string[], number] = [[], [], [], 0]
    const compare = (): void => {
      const wanted = { seqs: Float64Array.from(seqs), sizes: Float64Array.from(sizes) }
      if (seqs.length > 0 && contents.intact(wanted) === undefined)
        for (const [index, content] of contents.each(wanted).entries())
          if (content.damaged && this.#problems.length < maxProblems)
            this.#problems.push(damagedItem(named[index] ?? ''))
      ;[seqs, sizes, named, bytes] = [[], [], [], 0]
    }
    for (const [index, id] of ids.entries()) {
      if (known.has(index)) continue
      const at = index * numbersPerItem
      const [all, body] = [numbers[at + 3] as number, numbers[at + 4] as number]
      if (bytes + all > maxBytesAtOnce) compare()
      seqs.push(numbers[at] as number)
      sizes.push(all - body, body)
      named.push(id)
      bytes += all
    }
    compare()
  }
}

/**
 * Number of the last item; 0 if there is none.
 *
 * @throws {@link SqliteStoreError} `corrupt` if it is no number that JavaScript can represent.
 */
export function lastSeqOf(database: DatabaseSync): number {
  const row = database.prepare('SELECT CAST(coalesce(max(seq), 0) AS TEXT) AS seq FROM item').get()
  const seq = Number(row?.seq)
  if (!Number.isSafeInteger(seq) || seq < 0) throw outOfOrder(0, seq)
  return seq
}

function outOfOrder(before: number, seq: number): SqliteStoreError {
  return new SqliteStoreError('corrupt', `the items are out of order: after number ${before} comes number ${seq}`)
}

/** Number of a name among those that were seen. */
function numbered(name: string, numberOf: Map<string, number>): number {
  const known = numberOf.get(name)
  if (known !== undefined) return known
  numberOf.set(name, numberOf.size)
  return numberOf.size - 1
}
