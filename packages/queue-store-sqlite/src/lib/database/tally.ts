import type { DatabaseSync } from 'node:sqlite'

/** What the items of a database add up to, and how many commits have changed them. */
export interface TallyValues {
  readonly items: number
  /** Sum of the numbers of all items, modulo 2 to the 32nd. */
  readonly seqs: number
  readonly commits: number
}

const modulus = 2 ** 32

const count = `SELECT count(*) AS items, coalesce(sum(seq % ${modulus}), 0) % ${modulus} AS seqs FROM item`

/** One row of `tally`: its columns are the values and their checksum. */
export const createTally = `
  CREATE TABLE tally(items INTEGER NOT NULL, seqs INTEGER NOT NULL, commits INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT;
  INSERT INTO tally SELECT items, seqs, 0, items * 3 + seqs * 5 FROM
    (${count});`

/** Reads the tally; `undefined` if it is damaged. */
export function readTally(database: DatabaseSync): TallyValues | undefined {
  const intact = `sum = items * 3 + seqs * 5 + commits * 7 AND commits BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}`
  const row = database.prepare(`SELECT items, seqs, commits FROM tally WHERE ${intact}`).get()
  return row as TallyValues | undefined
}

/** Counts the items. Visits every item, but not its body. */
export function countItems(database: DatabaseSync): Omit<TallyValues, 'commits'> {
  const row = database.prepare(count).get()
  return row as Omit<TallyValues, 'commits'>
}

export function writeTally(database: DatabaseSync, values: TallyValues): void {
  database.exec('DELETE FROM tally')
  database.prepare('INSERT INTO tally(items, seqs, commits, sum) VALUES(?, ?, ?, ?)').run(...columnsOf(values))
}

/** The values of a row, with their checksum. */
function columnsOf({ items, seqs, commits }: TallyValues): [number, number, number, number] {
  return [items, seqs, commits, items * 3 + seqs * 5 + commits * 7]
}

/** Keeps the tally: each transaction writes the values after it, which become the current ones once it is committed. */
export class Tally {
  readonly #write
  #current: TallyValues
  #items = 0
  #seqs = 0

  constructor(database: DatabaseSync, current: TallyValues) {
    this.#write = database.prepare('UPDATE tally SET items = ?, seqs = ?, commits = ?, sum = ?')
    this.#current = current
  }

  get commits(): number {
    return this.#current.commits
  }

  /** Begins a transaction; what the last one noted counts only if it was committed. */
  begin(): void {
    this.#items = this.#current.items
    this.#seqs = this.#current.seqs
  }

  added(seq: number): void {
    this.#items += 1
    this.#seqs = (this.#seqs + (seq % modulus)) % modulus
  }

  removed(seq: number): void {
    this.#items -= 1
    this.#seqs = (this.#seqs - (seq % modulus) + modulus) % modulus
  }

  write(): void {
    this.#write.run(...columnsOf(this.#next()))
  }

  committed(): void {
    this.#current = this.#next()
  }

  #next(): TallyValues {
    return { items: this.#items, seqs: this.#seqs, commits: this.#current.commits + 1 }
  }
}
