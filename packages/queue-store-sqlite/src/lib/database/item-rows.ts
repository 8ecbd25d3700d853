import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** The columns of a new item, in the order of the statement. */
type NewRow = readonly [
  seq: number,
  id: string,
  lane: string,
  dueMs: number,
  bodyBytes: number,
  state: Uint8Array,
  /** `null` for a body with a row of its own. */
  body: Uint8Array | null,
  headSum: number,
  stateSum: number,
  bodySum: number,
]

/** Rows that one statement inserts: a statement for each row takes a fifth longer. */
const rowsAtOnce = 16
const columns = 10

/** Inserts and deletes the rows of items, several with one statement. Both take effect with {@link flush}. */
export class ItemRows {
  readonly #insertOne: StatementSync
  readonly #insertMany: StatementSync
  readonly #deleteOne: StatementSync
  readonly #deleteRange: StatementSync
  readonly #added: SQLInputValue[] = []
  readonly #removed: number[] = []

  constructor(database: DatabaseSync) {
    const insert = (rows: number): StatementSync =>
      database.prepare(
        `INSERT INTO item(seq, id, lane, due, deliveries, settled, body_bytes, state, body, head_sum, state_sum, body_sum)
         VALUES ${Array(rows).fill('(?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?)').join()}`,
      )
    this.#insertOne = insert(1)
    this.#insertMany = insert(rowsAtOnce)
    this.#deleteOne = database.prepare('DELETE FROM item WHERE seq = ?')
    this.#deleteRange = database.prepare('DELETE FROM item WHERE seq BETWEEN ? AND ?')
  }

  /** Drops what a transaction that failed has left. */
  begin(): void {
    this.#added.length = 0
    this.#removed.length = 0
  }

  add(...row: NewRow): void {
    this.#added.push(...row)
    if (this.#added.length < rowsAtOnce * columns) return
    this.#insertMany.run(...this.#added)
    this.#added.length = 0
  }

  remove(seq: number): void {
    this.#removed.push(seq)
  }

  flush(): void {
    const added = this.#added
    for (let at = 0; at < added.length; at += columns) this.#insertOne.run(...added.slice(at, at + columns))
    added.length = 0
    const removed = this.#removed.sort((a, b) => a - b)
    for (let first = 0; first < removed.length; ) {
      let last = first
      while (removed[last + 1] === (removed[last] as number) + 1) last += 1
      if (first === last) this.#deleteOne.run(removed[first] as number)
      else this.#deleteRange.run(removed[first] as number, removed[last] as number)
      first = last + 1
    }
    removed.length = 0
  }
}
