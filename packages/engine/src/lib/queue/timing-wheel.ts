import { grown } from './grown.ts'

const levels = 3
/** Bits of a time that a level covers. Few levels, since each costs a pass over a handle that waits long. */
const levelBits = 10
const slotsPerLevel = 2 ** levelBits
const lastPosition = slotsPerLevel - 1
/** Words of 32 bits in the bitmap of a level: as many as a word has bits, so that one word can sum them up. */
const wordsPerLevel = slotsPerLevel / 32
/** Range of the levels: 1024^3 ms, about twelve days. A time after the current block waits in `beyond`. */
const blockMs = 2 ** (levels * levelBits)
const beyond = levels * slotsPerLevel
const none = -1
/** Places of the links in an entry, after the due time. */
const [nextLink, previousLink] = [2, 3]

/**
 * Handles ordered by time, and by arrival at the same time: a hierarchical timing wheel on typed arrays.
 *
 * A handle is a small number that the caller owns; it is in the wheel at most once. Every operation takes amortized
 * constant time. A handle costs 16 bytes. Times are whole milliseconds; fractions are rounded up.
 *
 * Level n has 1024 slots of 1024^n ms. A time belongs to the level of the highest base-1024 digit in which it differs from now.
 * When now enters a slot, the slot is spread over the finer levels. Equal times always share a slot, in order. So the slot of
 * a handle follows from its time and from now, whenever it was inserted.
 */
export class TimingWheel {
  #size = 0
  /** Start of the block that the levels cover; `#now` is relative to it. */
  #block = 0
  #now = 0
  /**
   * An entry of 16 bytes for each handle: its due time, and its neighbours in its slot. In one place, since a wheel is larger
   * than the processor's cache, and three columns would be three misses for each call.
   */
  #dueMs = new Float64Array(2 * 64)
  #links = new Int32Array(this.#dueMs.buffer)
  readonly #head = new Int32Array(beyond + 1).fill(none)
  readonly #tail = new Int32Array(beyond + 1).fill(none)
  /** Earliest time of each slot of a coarser level; NaN until it is computed. */
  readonly #earliest = new Float64Array(beyond + 1).fill(Number.POSITIVE_INFINITY)
  /** Bitmap of the non-empty slots, and for each level one of the words of its bitmap that are not 0. */
  readonly #filled = new Int32Array(levels * wordsPerLevel)
  readonly #filledWords = new Int32Array(levels)

  get size(): number {
    return this.#size
  }

  insert(handle: number, dueMs: number): void {
    if (handle * 2 + 1 >= this.#dueMs.length) this.#reserve(handle)
    const due = Math.ceil(dueMs)
    // Only if the caller's clock was set back: rare, and one pass over all handles.
    if (due < this.#block + this.#now) this.#rewind(due)
    this.#dueMs[handle * 2] = due
    this.#link(handle, due)
    this.#size += 1
  }

  /** Removes a handle that is in the wheel. */
  remove(handle: number): void {
    this.#unlink(handle, this.#slotFor(this.dueMsOf(handle)))
  }

  /** Removes and returns the earliest handle that is due by `limitMs`, or -1. */
  popDue(limitMs: number): number {
    for (;;) {
      const slot = this.#filledSlot(0, this.#now & lastPosition)
      if (slot !== none) {
        const handle = this.#head[slot] as number
        const due = this.dueMsOf(handle)
        if (due > limitMs) return none
        this.#takeFirst(handle, slot)
        this.#now = due - this.#block
        return handle
      }
      if (!this.#enterNextSlot(limitMs)) return none
    }
  }

  /** Due time of a handle; after its removal, until it is inserted again. */
  dueMsOf(handle: number): number {
    return this.#dueMs[handle * 2] as number
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
      const shift = levelBits * level
      const start = ((this.#now >>> (shift + levelBits)) << (shift + levelBits)) | ((slot & lastPosition) << shift)
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
      const next = this.#nextOf(handle)
      this.#link(handle, this.dueMsOf(handle))
      handle = next
    }
  }

  #link(handle: number, due: number): void {
    const slot = this.#slotFor(due)
    const tail = this.#tail[slot] as number
    this.#links[handle * 4 + nextLink] = none
    this.#links[handle * 4 + previousLink] = tail
    if (tail === none) {
      this.#head[slot] = handle
      if (slot !== beyond) this.#mark(slot)
    } else this.#links[tail * 4 + nextLink] = handle
    this.#tail[slot] = handle
    if (slot >= slotsPerLevel && due < (this.#earliest[slot] as number)) this.#earliest[slot] = due
  }

  #takeFirst(handle: number, slot: number): void {
    const next = this.#nextOf(handle)
    this.#size -= 1
    if (next === none) this.#clear(slot)
    else this.#head[slot] = next
  }

  #unlink(handle: number, slot: number): void {
    if (this.#head[slot] === handle) this.#takeFirst(handle, slot)
    else {
      const previous = this.#links[handle * 4 + previousLink] as number
      const next = this.#nextOf(handle)
      this.#size -= 1
      this.#links[previous * 4 + nextLink] = next
      if (next === none) this.#tail[slot] = previous
      else this.#links[next * 4 + previousLink] = previous
    }
    if (slot >= slotsPerLevel && this.dueMsOf(handle) === this.#earliest[slot]) this.#earliest[slot] = Number.NaN
  }

  #nextOf(handle: number): number {
    return this.#links[handle * 4 + nextLink] as number
  }

  #slotFor(due: number): number {
    const inBlock = due - this.#block
    if (inBlock >= blockMs) return beyond
    const differing = inBlock ^ this.#now
    const level = differing < slotsPerLevel ? 0 : differing < slotsPerLevel * slotsPerLevel ? 1 : 2
    return level * slotsPerLevel + ((inBlock >>> (levelBits * level)) & lastPosition)
  }

  #earliestIn(slot: number): number {
    // All handles in a slot of the finest level are due at the same time.
    if (slot < slotsPerLevel) return this.dueMsOf(this.#head[slot] as number)
    const known = this.#earliest[slot] as number
    if (!Number.isNaN(known)) return known
    let earliest = Number.POSITIVE_INFINITY
    for (let handle = this.#head[slot] as number; handle !== none; handle = this.#nextOf(handle))
      earliest = Math.min(earliest, this.dueMsOf(handle))
    this.#earliest[slot] = earliest
    return earliest
  }

  /** Position of now within a level. */
  #digit(level: number): number {
    return (this.#now >>> (levelBits * level)) & lastPosition
  }

  /** First non-empty slot of a level from position `from` on, or -1. */
  #filledSlot(level: number, from: number): number {
    if (from > lastPosition) return none
    let word = level * wordsPerLevel + (from >> 5)
    let bits = (this.#filled[word] as number) & (-1 << (from & 31))
    if (bits === 0) {
      // Shifted twice, since a shift by 32 is one by 0.
      const words = (this.#filledWords[level] as number) & ((-1 << (from >> 5)) << 1)
      if (words === 0) return none
      word = level * wordsPerLevel + lowestBit(words)
      bits = this.#filled[word] as number
    }
    return word * 32 + lowestBit(bits)
  }

  #mark(slot: number): void {
    const word = slot >> 5
    const level = slot >> levelBits
    this.#filled[word] = (this.#filled[word] as number) | (1 << (slot & 31))
    this.#filledWords[level] = (this.#filledWords[level] as number) | (1 << (word & 31))
  }

  #clear(slot: number): void {
    this.#head[slot] = none
    this.#tail[slot] = none
    if (slot >= slotsPerLevel) this.#earliest[slot] = Number.POSITIVE_INFINITY
    if (slot === beyond) return
    const word = slot >> 5
    const level = slot >> levelBits
    const left = (this.#filled[word] as number) & ~(1 << (slot & 31))
    this.#filled[word] = left
    if (left === 0) this.#filledWords[level] = (this.#filledWords[level] as number) & ~(1 << (word & 31))
  }

  #rewind(toMs: number): void {
    const handles: number[] = []
    for (let slot = 0; slot <= beyond; slot += 1) {
      for (let handle = this.#head[slot] as number; handle !== none; handle = this.#nextOf(handle)) handles.push(handle)
      this.#clear(slot)
    }
    this.#block = Math.floor(toMs / blockMs) * blockMs
    this.#now = toMs - this.#block
    for (const handle of handles) this.#link(handle, this.dueMsOf(handle))
  }

  #reserve(handle: number): void {
    this.#dueMs = grown(this.#dueMs, handle * 2 + 1)
    this.#links = new Int32Array(this.#dueMs.buffer)
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
