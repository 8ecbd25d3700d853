import { grown } from './grown.ts'

const levels = 5
const slotsPerLevel = 64
/** Range of the levels: 64^5 ms, about twelve days. A time after the current block waits in `beyond`. */
const blockMs = 2 ** 30
const beyond = levels * slotsPerLevel
const none = -1

/**
 * Handles ordered by time, and by arrival at the same time: a hierarchical timing wheel on typed arrays.
 *
 * A handle is a small number that the caller owns; it is in the wheel at most once. Every operation takes amortized
 * constant time. A handle costs 18 bytes. Times are whole milliseconds; fractions are rounded up.
 *
 * Level n has 64 slots of 64^n ms. A time belongs to the level of the highest base-64 digit in which it differs from now.
 * When now enters a slot, the slot is spread over the finer levels. Equal times always share a slot, in order.
 */
export class TimingWheel {
  #size = 0
  /** Start of the block that the levels cover; `#now` is relative to it. */
  #block = 0
  #now = 0
  #next = new Int32Array(64)
  #previous = new Int32Array(64)
  #slotOf = new Int16Array(64)
  #dueMs = new Float64Array(64)
  readonly #head = new Int32Array(beyond + 1).fill(none)
  readonly #tail = new Int32Array(beyond + 1).fill(none)
  /** Earliest time of each slot; NaN until it is computed. */
  readonly #earliest = new Float64Array(beyond + 1).fill(Number.POSITIVE_INFINITY)
  /** Bitmaps of the non-empty slots of each level, 32 bits each. */
  readonly #low = new Int32Array(levels)
  readonly #high = new Int32Array(levels)

  get size(): number {
    return this.#size
  }

  insert(handle: number, dueMs: number): void {
    if (handle >= this.#next.length) this.#reserve(handle)
    const due = Math.ceil(dueMs)
    // Only if the caller's clock was set back: rare, and one pass over all handles.
    if (due < this.#block + this.#now) this.#rewind(due)
    this.#dueMs[handle] = due
    this.#link(handle, due)
    this.#size += 1
  }

  /** Removes a handle that is in the wheel. */
  remove(handle: number): void {
    this.#unlink(handle, this.#slotOf[handle] as number)
  }

  /** Removes and returns the earliest handle that is due by `limitMs`, or -1. */
  popDue(limitMs: number): number {
    for (;;) {
      const slot = this.#filledSlot(0, this.#now & 63)
      if (slot !== none) {
        const handle = this.#head[slot] as number
        const due = this.#dueMs[handle] as number
        if (due > limitMs) return none
        this.#unlink(handle, slot)
        this.#now = due - this.#block
        return handle
      }
      if (!this.#enterNextSlot(limitMs)) return none
    }
  }

  /** Due time of a handle; after its removal, until it is inserted again. */
  dueMsOf(handle: number): number {
    return this.#dueMs[handle] as number
  }

  /** Due time of the earliest handle; `undefined` if the wheel is empty. */
  nextDueMs(): number | undefined {
    for (let level = 0; level < levels; level += 1) {
      const slot = this.#filledSlot(level, this.#digit(level) + (level === 0 ? 0 : 1))
      if (slot !== none) return this.#earliestIn(slot)
    }
    return this.#head[beyond] === none ? undefined : this.#earliestIn(beyond)
  }

  /** Moves now to the next slot of a coarser level if that begins by `limitMs`, and spreads the slot over finer levels. */
  #enterNextSlot(limitMs: number): boolean {
    for (let level = 1; level < levels; level += 1) {
      const slot = this.#filledSlot(level, this.#digit(level) + 1)
      if (slot === none) continue
      const shift = 6 * level
      const start = ((this.#now >>> (shift + 6)) << (shift + 6)) | ((slot & 63) << shift)
      if (this.#block + start > limitMs) return false
      this.#now = start
      this.#spread(slot)
      return true
    }
    if (this.#head[beyond] === none) return false
    const block = Math.floor(this.#earliestIn(beyond) / blockMs) * blockMs
    if (block > limitMs) return false
    this.#block = block
    this.#now = 0
    this.#spread(beyond)
    return true
  }

  #spread(slot: number): void {
    let handle = this.#head[slot] as number
    this.#clear(slot)
    while (handle !== none) {
      const next = this.#next[handle] as number
      this.#link(handle, this.#dueMs[handle] as number)
      handle = next
    }
  }

  #link(handle: number, due: number): void {
    const slot = this.#slotFor(due)
    this.#slotOf[handle] = slot
    const tail = this.#tail[slot] as number
    this.#previous[handle] = tail
    this.#next[handle] = none
    if (tail === none) {
      this.#head[slot] = handle
      if (slot !== beyond) this.#mark(slot)
    } else this.#next[tail] = handle
    this.#tail[slot] = handle
    if (due < (this.#earliest[slot] as number)) this.#earliest[slot] = due
  }

  #unlink(handle: number, slot: number): void {
    const previous = this.#previous[handle] as number
    const next = this.#next[handle] as number
    this.#size -= 1
    if (previous === none && next === none) {
      this.#clear(slot)
      return
    }
    if (previous === none) this.#head[slot] = next
    else this.#next[previous] = next
    if (next === none) this.#tail[slot] = previous
    else this.#previous[next] = previous
    // All handles in a slot of the finest level are due at the same time.
    if (slot >= slotsPerLevel && this.#dueMs[handle] === this.#earliest[slot]) this.#earliest[slot] = Number.NaN
  }

  #slotFor(due: number): number {
    const inBlock = due - this.#block
    if (inBlock >= blockMs) return beyond
    const differing = inBlock ^ this.#now
    const level = differing === 0 ? 0 : ((31 - Math.clz32(differing)) / 6) | 0
    return level * slotsPerLevel + ((inBlock >>> (6 * level)) & 63)
  }

  #earliestIn(slot: number): number {
    const known = this.#earliest[slot] as number
    if (!Number.isNaN(known)) return known
    let earliest = Number.POSITIVE_INFINITY
    for (let handle = this.#head[slot] as number; handle !== none; handle = this.#next[handle] as number)
      earliest = Math.min(earliest, this.#dueMs[handle] as number)
    this.#earliest[slot] = earliest
    return earliest
  }

  /** Position of now within a level. */
  #digit(level: number): number {
    return (this.#now >>> (6 * level)) & 63
  }

  /** First non-empty slot of a level from position `from` on, or -1. */
  #filledSlot(level: number, from: number): number {
    const first = level * slotsPerLevel
    const high = this.#high[level] as number
    if (from < 32) {
      const low = (this.#low[level] as number) & (-1 << from)
      if (low !== 0) return first + 31 - Math.clz32(low & -low)
      return high === 0 ? none : first + 63 - Math.clz32(high & -high)
    }
    const rest = from > 63 ? 0 : high & (-1 << (from - 32))
    return rest === 0 ? none : first + 63 - Math.clz32(rest & -rest)
  }

  #mark(slot: number): void {
    const position = slot & 63
    const bits = position < 32 ? this.#low : this.#high
    bits[slot >> 6] = (bits[slot >> 6] as number) | (1 << (position & 31))
  }

  #clear(slot: number): void {
    this.#head[slot] = none
    this.#tail[slot] = none
    this.#earliest[slot] = Number.POSITIVE_INFINITY
    if (slot === beyond) return
    const position = slot & 63
    const bits = position < 32 ? this.#low : this.#high
    bits[slot >> 6] = (bits[slot >> 6] as number) & ~(1 << (position & 31))
  }

  #rewind(toMs: number): void {
    const handles: number[] = []
    for (let slot = 0; slot <= beyond; slot += 1) {
      for (let handle = this.#head[slot] as number; handle !== none; handle = this.#next[handle] as number)
        handles.push(handle)
      this.#clear(slot)
    }
    this.#block = Math.floor(toMs / blockMs) * blockMs
    this.#now = toMs - this.#block
    for (const handle of handles) this.#link(handle, this.#dueMs[handle] as number)
  }

  #reserve(handle: number): void {
    this.#next = grown(this.#next, handle)
    this.#previous = grown(this.#previous, handle)
    this.#slotOf = grown(this.#slotOf, handle)
    this.#dueMs = grown(this.#dueMs, handle)
  }
}
