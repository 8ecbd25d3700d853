import type { DatabaseSync } from 'node:sqlite'

/** What the items of a database add up to. */
export interface ItemCount {
  readonly items: number
  /** Sum of the numbers of all items, modulo 2 to the 32nd. */
  readonly seqs: number
}

/** The same, and how many commits have changed them. */
export interface TallyValues extends ItemCount {
  readonly commits: number
}

/** The tally of a database without items. */
export const emptyTally: TallyValues = { items: 0, seqs: 0, commits: 0 }

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
export function countItems(database: DatabaseSync): ItemCount {
  return database.prepare(count).get() as unknown as ItemCount
}

/** True if there are more items than `most`. Visits no more than that. */
export function hasMoreItems(database: DatabaseSync, most: number): boolean {
  const row = database.prepare('SELECT count(*) AS items FROM (SELECT 1 FROM item LIMIT ?)').get(most + 1)
  return Number(row?.items) > most
}

/** Counts items that are read one by one. */
export class ItemCounter implements ItemCount {
  items = 0
  seqs = 0

  add(seq: number): void {
    this.items += 1
    this.seqs = (this.seqs + (seq % modulus)) % modulus
  }
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
  #next: TallyValues
  #items = 0
  #seqs = 0

  constructor(database: DatabaseSync, current: TallyValues) {
    this.#write = database.prepare('UPDATE tally SET items = ?, seqs = ?, commits = ?, sum = ?')
    this.#current = current
    this.#next = current
  }

  get values(): TallyValues {
    return this.#current
  }

  /** Takes what was found for what was stored, with the next transaction. */
  correct(stored: ItemCount, found: ItemCount): void {
    const { items, seqs, commits } = this.#current
    const seqsNow = (seqs - stored.seqs + found.seqs + modulus) % modulus
    this.#current = { items: items - stored.items + found.items, seqs: seqsNow, commits }
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

  /** Writes the values after this transaction, which brings the database up to the commit of this number. */
  write(commits: number): void {
    this.#next = { items: this.#items, seqs: this.#seqs, commits }
    this.#write.run(...columnsOf(this.#next))
  }

  committed(): void {
    this.#current = this.#next
  }
}
