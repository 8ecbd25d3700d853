import { grown } from '../queue/grown.ts'

const levels = 6
/** Bits of a time that a level covers: as many slots as a word has bits, so that one word says which are filled. */
const levelBits = 5
const slotsPerLevel = 1 << levelBits
const lastPosition = slotsPerLevel - 1
/** Range of the levels: 32^6 ms, about twelve days. */
const blockMs = 1 << (levels * levelBits)
/** Cells of a row: pairs of a handle and its time, and in the last pair the next row of the slot. */
const rowCells = 32
const linkAt = rowCells - 2
const none = -1

/** Reads handles: at every second cell, from one to before another. */
export type ReadRow = (cells: Int32Array, from: number, to: number) => void

/**
 * Handles by the time at which they are due, on a clock that only moves forward; by arrival at the same time.
 *
 * It is the `TimingWheel` of queues without removal. A slot has one row or more, which are read in the order of memory: the
 * processor fetches them ahead, where it would wait for each handle of a list. A handle costs about 8 bytes.
 */
export class Agenda {
  size = 0
  readonly #soon: ReadRow
  /** Start of the block that the levels cover; all other times are relative to it. */
  #block = 0
  #now = 0
  #cells = new Int32Array(levels * slotsPerLevel * rowCells)
  /** For each slot the cell of its first handle, and the one after its last. */
  readonly #first = Int32Array.from({ length: levels * slotsPerLevel }, (_, slot) => slot * rowCells)
  readonly #end = Int32Array.from(this.#first)
  /** The rows that no slot has, linked; those from `#used` on were never taken. */
  #free = none
  #used = levels * slotsPerLevel * rowCells
  /** Bitmap of the slots of each level that have handles. */
  readonly #filled = new Int32Array(levels)
  /** Handles that are due after the current block, in the order of their arrival. */
  #later: { readonly handle: number; readonly dueMs: number }[] = []

  /** @param soon - called with the rows of handles some milliseconds before they are due */
  constructor(soon: ReadRow) {
    this.#soon = soon
  }

  /** Time of the last handle that was taken. */
  get nowMs(): number {
    return this.#block + this.#now
  }

  /** @param dueMs - rounded up to whole milliseconds; now, if it has passed */
  add(handle: number, dueMs: number): void {
    const due = Math.ceil(dueMs) - this.#block
    this.size += 1
    if (due >= blockMs) this.#later.push({ handle, dueMs: this.#block + due })
    else this.#link(handle, Math.max(due, this.#now))
  }

  /** Removes and returns the earliest handle that is due by `limitMs`, or -1. */
  take(limitMs: number): number {
    const now = this.#now & lastPosition
    const hasNone = this.#first[now] === this.#end[now]
    if (hasNone ? !this.#enterNextMs(limitMs) : this.nowMs > limitMs) return none
    const slot = this.#now & lastPosition
    let at = this.#first[slot] as number
    if ((at & (rowCells - 1)) === linkAt) at = this.#leaveRow(at)
    this.#first[slot] = at + 2
    this.size -= 1
    return this.#cells[at] as number
  }

  /** Moves now from a time that has no handle left to the next one that has any, if that is by `limitMs`. */
  #enterNextMs(limitMs: number): boolean {
    const left = this.#now & lastPosition
    this.#filled[0] = (this.#filled[0] as number) & ~(1 << left)
    this.#rewind(left)
    for (;;) {
      const filled = (this.#filled[0] as number) & (-1 << (this.#now & lastPosition))
      if (filled !== 0) {
        const due = (this.#now & ~lastPosition) | lowestBit(filled)
        if (this.#block + due > limitMs) return false
        this.#now = due
        return true
      }
      if (!this.#enterNextSlot(limitMs)) return false
    }
  }

  /** Moves now to the next slot of a coarser level if that begins by `limitMs`, and spreads the slot over finer levels. */
  #enterNextSlot(limitMs: number): boolean {
    for (let level = 1; level < levels; level += 1) {
      const shift = levelBits * level
      // Shifted twice, since a shift by 32 is one by 0.
      const filled = (this.#filled[level] as number) & ((-1 << ((this.#now >>> shift) & lastPosition)) << 1)
      if (filled === 0) continue
      const position = lowestBit(filled)
      const start = (this.#now & (-1 << (shift + levelBits))) | (position << shift)
      if (this.#block + start > limitMs) return false
      this.#now = start
      this.#filled[level] = (this.#filled[level] as number) & ~(1 << position)
      this.#spread(level * slotsPerLevel + position)
      return true
    }
    return this.#enterNextBlock(limitMs)
  }

  #enterNextBlock(limitMs: number): boolean {
    const earliest = this.#later.reduce((least, { dueMs }) => Math.min(least, dueMs), Number.POSITIVE_INFINITY)
    const block = Math.floor(earliest / blockMs) * blockMs
    if (this.#later.length === 0 || block > limitMs) return false
    this.#block = block
    this.#now = 0
    const later = this.#later
    this.#later = later.filter(({ dueMs }) => dueMs >= block + blockMs)
    for (const { handle, dueMs } of later) if (dueMs < block + blockMs) this.#link(handle, dueMs - block)
    return true
  }

  #spread(slot: number): void {
    if (slot < 2 * slotsPerLevel) this.#announce(slot)
    const end = this.#end[slot] as number
    let at = this.#first[slot] as number
    while (at !== end) {
      if ((at & (rowCells - 1)) === linkAt) at = this.#leaveRow(at)
      this.#link(this.#cells[at] as number, this.#cells[at + 1] as number)
      at += 2
    }
    this.#rewind(slot)
  }

  /** Lets a slot that was emptied begin with its row again: the fewer cells are in use, the more of them the cache holds. */
  #rewind(slot: number): void {
    const row = (this.#end[slot] as number) & -rowCells
    this.#first[slot] = row
    this.#end[slot] = row
  }

  #announce(slot: number): void {
    const end = this.#end[slot] as number
    let at = this.#first[slot] as number
    while (at !== end) {
      if ((at & (rowCells - 1)) === linkAt) at = this.#cells[at] as number
      const row = at & -rowCells
      const to = (end & -rowCells) === row ? end : row + linkAt
      this.#soon(this.#cells, at, to)
      at = to
    }
  }

  #link(handle: number, due: number): void {
    const differing = due ^ this.#now
    const level = differing === 0 ? 0 : ((31 - Math.clz32(differing)) / levelBits) | 0
    const position = (due >>> (level * levelBits)) & lastPosition
    const slot = level * slotsPerLevel + position
    this.#filled[level] = (this.#filled[level] as number) | (1 << position)
    let at = this.#end[slot] as number
    if ((at & (rowCells - 1)) === linkAt) at = this.#addRow(at)
    this.#cells[at] = handle
    this.#cells[at + 1] = due
    this.#end[slot] = at + 2
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

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
