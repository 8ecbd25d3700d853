import { type ReadRow, SlotRows } from './slot-rows.ts'

const levels = 6
/** Bits of a time that a level covers: as many slots as a word has bits, so that one word says which are filled. */
const levelBits = 5
const slotsPerLevel = 1 << levelBits
const lastPosition = slotsPerLevel - 1
/** Range of the levels: 32^6 ms, about twelve days. */
const blockMs = 1 << (levels * levelBits)
const none = -1

/**
 * Handles by the time at which they are due, on a clock that only moves forward; by arrival at the same time.
 *
 * It is the `TimingWheel` of queues without removal: a handle costs about 8 bytes, in the row of its slot.
 */
export class Agenda {
  size = 0
  readonly #soon: ReadRow
  /** Start of the block that the levels cover; all other times are relative to it. */
  #block = 0
  #now = 0
  readonly #rows = new SlotRows(levels * slotsPerLevel)
  readonly #linkAgain = (handle: number, due: number) => this.#link(handle, due)
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
    const hasNone = this.#rows.isEmpty(this.#now & lastPosition)
    if (hasNone ? !this.#enterNextMs(limitMs) : this.nowMs > limitMs) return none
    this.size -= 1
    return this.#rows.takeFirst(this.#now & lastPosition)
  }

  /** Moves now from a time that has no handle left to the next one that has any, if that is by `limitMs`. */
  #enterNextMs(limitMs: number): boolean {
    this.#filled[0] = (this.#filled[0] as number) & ~(1 << (this.#now & lastPosition))
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
    if (slot < 2 * slotsPerLevel) this.#rows.readRows(slot, this.#soon)
    this.#rows.takeAll(slot, this.#linkAgain)
  }

  #link(handle: number, due: number): void {
    const differing = due ^ this.#now
    const level = differing === 0 ? 0 : ((31 - Math.clz32(differing)) / levelBits) | 0
    const position = (due >>> (level * levelBits)) & lastPosition
    this.#filled[level] = (this.#filled[level] as number) | (1 << position)
    this.#rows.append(level * slotsPerLevel + position, handle, due)
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
