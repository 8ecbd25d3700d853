import { grown } from '../queue/grown.ts'

/** Cells of a row: pairs of a handle and its time, and in the last pair the next row. */
const rowCells = 32
const linkAt = rowCells - 2
const none = -1

/** Reads handles of a slot: at every second cell, from one to before another. */
export type ReadRow = (cells: Int32Array, from: number, to: number) => void

/**
 * Handles with their times in slots, first in, first out. A slot has one row or more. They are read in the order of memory, which
 * the processor fetches ahead, where it would wait for each handle of a list.
 */
export class SlotRows {
  #cells: Int32Array
  /** For each slot the cell of its first handle, and the one after its last. */
  readonly #first: Int32Array
  readonly #end: Int32Array
  /** The rows that no slot has, linked; those from `#used` on were never taken. */
  #free = none
  #used: number

  constructor(slots: number) {
    this.#used = slots * rowCells
    this.#cells = new Int32Array(this.#used)
    this.#first = Int32Array.from({ length: slots }, (_, slot) => slot * rowCells)
    this.#end = Int32Array.from(this.#first)
  }

  append(slot: number, handle: number, time: number): void {
    let at = this.#end[slot] as number
    if ((at & (rowCells - 1)) === linkAt) at = this.#addRow(at)
    this.#cells[at] = handle
    this.#cells[at + 1] = time
    this.#end[slot] = at + 2
  }

  isEmpty(slot: number): boolean {
    return this.#first[slot] === this.#end[slot]
  }

  /** Removes and returns the first handle of a slot that has one. */
  takeFirst(slot: number): number {
    let at = this.#first[slot] as number
    if ((at & (rowCells - 1)) === linkAt) at = this.#leaveRow(at)
    const handle = this.#cells[at] as number
    this.#first[slot] = at + 2
    return handle
  }

  /** Removes all handles of a slot, and passes each on to `next`, which may append it to another slot. */
  takeAll(slot: number, next: (handle: number, time: number) => void): void {
    const end = this.#end[slot] as number
    let at = this.#first[slot] as number
    while (at !== end) {
      if ((at & (rowCells - 1)) === linkAt) at = this.#leaveRow(at)
      next(this.#cells[at] as number, this.#cells[at + 1] as number)
      at += 2
    }
    this.#first[slot] = at
  }

  readRows(slot: number, read: ReadRow): void {
    const cells = this.#cells
    const end = this.#end[slot] as number
    let at = this.#first[slot] as number
    while (at !== end) {
      if ((at & (rowCells - 1)) === linkAt) at = cells[at] as number
      const row = at & -rowCells
      const to = (end & -rowCells) === row ? end : row + linkAt
      read(cells, at, to)
      at = to
    }
  }

  /** Frees a row that was read, and returns the first cell of the next one. */
  #leaveRow(link: number): number {
    const next = this.#cells[link] as number
    this.#cells[link] = this.#free
    this.#free = link - linkAt
    return next
  }

  #addRow(link: number): number {
    let row = this.#free
    if (row === none) {
      row = this.#used
      this.#used += rowCells
      this.#cells = grown(this.#cells, this.#used - 1)
    } else this.#free = this.#cells[row + linkAt] as number
    this.#cells[link] = row
    return row
  }
}
