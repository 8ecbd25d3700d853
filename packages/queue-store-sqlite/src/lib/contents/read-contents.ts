import type { DatabaseSync } from 'node:sqlite'
import { bytesSum, damagedSum } from '@async-invoke/engine/internal/item-sums'

/** Items whose states and bodies are wanted. */
export interface WantedContents {
  readonly seqs: Float64Array
  /** Bytes of the state and of the body of each item. */
  readonly sizes: Float64Array
}

/** State and body of one item. */
export interface Content {
  readonly state: Uint8Array
  readonly body: Uint8Array
  /** True if these are not the bytes that were stored, or not all of them. */
  readonly damaged: boolean
}

/**
 * State and body of every wanted item, concatenated into one blob: separate values would cost more than reading them.
 * `CROSS JOIN` keeps the order of the list; `||` and `group_concat` do not alter bytes. The sums of all items are compared
 * at once: one that is wrong makes their total wrong.
 */
const readAll = `
  SELECT group_concat(item.seq) AS seqs, total(state_sum) AS stateSums, total(body_sum) AS bodySums, CAST(group_concat(
    coalesce(state, x'') || coalesce(body, (SELECT bytes FROM body WHERE body.seq = item.seq), x''), '') AS BLOB) AS bytes
  FROM json_each(?) AS requested CROSS JOIN item ON item.seq = requested.value`

const sumOrDamaged = (column: string): string =>
  `iif(${column} BETWEEN 0 AND 4294967295, ${column}, ${damagedSum}) AS ${column}`

/** States and bodies: in one blob, or one by one if any of them is damaged. */
export type ClaimContents = Uint8Array<ArrayBuffer> | readonly Content[]

/** Reads the bytes of items, and compares them with their checksums. */
export class ContentReader {
  readonly #readAll
  readonly #readState
  readonly #readBody

  constructor(database: DatabaseSync) {
    this.#readAll = database.prepare(readAll)
    // A page of a body may be unreadable when that of its state is not.
    this.#readState = database.prepare(`SELECT state AS bytes, ${sumOrDamaged('state_sum')} FROM item WHERE seq = ?`)
    this.#readBody = database.prepare(
      `SELECT coalesce(body, (SELECT bytes FROM body WHERE body.seq = item.seq)) AS bytes, ${sumOrDamaged('body_sum')}
       FROM item WHERE seq = ?`,
    )
  }

  /** Returns the states and bodies as one blob; `undefined` if any of them is damaged. */
  intact({ seqs, sizes }: WantedContents): Uint8Array<ArrayBuffer> | undefined {
    const requested = seqs.join()
    const found = unlessCorrupt(() => this.#readAll.get(`[${requested}]`))
    if (found?.seqs !== requested) return undefined
    const bytes = found.bytes as Uint8Array<ArrayBuffer>
    const [states, bodies, end] = totalSums(bytes, sizes)
    return end === bytes.length && states === found.stateSums && bodies === found.bodySums ? bytes : undefined
  }

  /** Returns what can be read of each item. */
  each({ seqs }: Pick<WantedContents, 'seqs'>): readonly Content[] {
    return Array.from(seqs, (seq) => this.one(seq))
  }

  /** Returns what can be read of an item. */
  one(seq: number): Content {
    const [state, body] = [read(this.#readState, seq), this.body(seq)]
    return { ...body, state: state.bytes, damaged: state.damaged || body.damaged }
  }

  /** Returns what can be read of an item's body. */
  body(seq: number): Omit<Content, 'state'> {
    const { bytes, damaged } = read(this.#readBody, seq)
    return { body: bytes, damaged }
  }
}

/** Totals of the sums of all states and all bodies, and where the last body ends. */
function totalSums(bytes: Uint8Array, sizes: Float64Array): readonly [states: number, bodies: number, end: number] {
  let [states, bodies, end] = [0, 0, 0]
  for (let at = 0; at < sizes.length; at += 2) {
    const middle = end + (sizes[at] as number)
    states += bytesSum(bytes.subarray(end, middle))
    end = middle + (sizes[at + 1] as number)
    bodies += bytesSum(bytes.subarray(middle, end))
  }
  return [states, bodies, end]
}

function read(statement: ReturnType<DatabaseSync['prepare']>, seq: number): { bytes: Uint8Array; damaged: boolean } {
  const row = unlessCorrupt(() => statement.get(seq))
  const found = row?.bytes
  const bytes = found instanceof Uint8Array ? found : Buffer.from(String(found ?? ''))
  const sum = row?.state_sum ?? row?.body_sum
  return { bytes, damaged: !(found instanceof Uint8Array) || bytesSum(found) !== sum }
}

/** Returns `undefined` where SQLite finds the database malformed; damage is then told with the item. */
function unlessCorrupt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === sqliteCorrupt) return undefined
    throw error
  }
}

const sqliteCorrupt = 11
