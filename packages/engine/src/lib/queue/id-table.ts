import { randomInt } from 'node:crypto'
import { grown } from './grown.ts'

const none = -1
const dash = 0x2d
/** Makes it unknown which ids share a place in the table, so that they cannot be chosen. */
const seed = randomInt(2 ** 32)
const uuidLength = 36
const wordsPerRow = 4
/** Value of each hexadecimal digit that a UUID has in lower case; -1 for other characters. */
const digitOf = new Int8Array(128).fill(none)
const digits = Buffer.from('0123456789abcdef')
for (const [value, digit] of digits.entries()) digitOf[digit] = value

/**
 * Ids of rows, and rows by id. A UUID in lower case, as nearly all ids are, takes 16 bytes and about 16 in a hash table, a third of a
 * string in a map; other ids are kept as strings.
 *
 * Rows are small numbers that the caller owns. Several rows may have one id, of which it finds the one that was added, or that
 * claimed it, last.
 */
export class IdTable {
  #size = 0
  /**
   * Open addressing: a row, or -1, and the hash of its id, which saves a look at the ids of other rows: each would be a miss of
   * the processor's cache. A power of two, at most three quarters full.
   */
  #slots = emptySlots(128)
  /** Four words for each row; all are 0 for an id that is no UUID. */
  #words = new Int32Array(64 * wordsPerRow)
  readonly #others = new Map<number, string>()
  /** The id that was looked up last, in words, and its hash: it is often added next. Its text is `undefined` after that of a row. */
  #lastId: string | undefined
  readonly #lastWords = new Int32Array(wordsPerRow)
  #lastHash = 0
  readonly #text = Buffer.alloc(uuidLength)

  /** Number of ids. */
  get size(): number {
    return this.#size
  }

  /** Row of an id, or -1. */
  find(id: string): number {
    this.#read(id)
    return this.#slots[2 * this.#slotOf(id)] as number
  }

  /** Gives a row an id, and the id to the row. */
  add(row: number, id: string): void {
    this.#read(id)
    this.#words = grown(this.#words, row * wordsPerRow + wordsPerRow)
    for (let word = 0; word < wordsPerRow; word += 1)
      this.#words[row * wordsPerRow + word] = this.#lastWords[word] as number
    if (isOther(this.#lastWords, 0)) this.#others.set(row, id)
    this.#give(id, row)
  }

  /** Gives a row its id back. */
  claim(row: number): void {
    this.#give(this.#readRow(row), row)
  }

  /** Takes a row out, and its id unless another row has it. */
  remove(row: number): void {
    const slot = this.#slotOf(this.#readRow(row))
    if (this.#slots[2 * slot] === row) this.#empty(slot)
    this.#others.delete(row)
    for (let word = 0; word < wordsPerRow; word += 1) this.#words[row * wordsPerRow + word] = 0
  }

  idOf(row: number): string {
    return this.#others.get(row) ?? this.#uuidOf(row)
  }

  /** The row of each id, in ascending order. */
  rows(): Int32Array {
    return this.#slots.filter((row, at) => at % 2 === 0 && row !== none).sort()
  }

  #give(id: string, row: number): void {
    const slot = this.#slotOf(id)
    if (this.#slots[2 * slot] === none) this.#size += 1
    this.#put(slot, row, this.#lastHash)
    if (this.#size * 8 > this.#slots.length * 3) this.#grow()
  }

  #put(slot: number, row: number, hash: number): void {
    this.#slots[2 * slot] = row
    this.#slots[2 * slot + 1] = hash
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = emptySlots(before.length)
    const mask = before.length - 1
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === none) continue
      const hash = before[at + 1] as number
      let slot = hash & mask
      while (this.#slots[2 * slot] !== none) slot = (slot + 1) & mask
      this.#put(slot, before[at] as number, hash)
    }
  }

  /** Empties a slot, and moves what would no longer be found past it. */
  #empty(slot: number): void {
    const mask = this.#mask
    this.#size -= 1
    let hole = slot
    for (let at = (slot + 1) & mask; ; at = (at + 1) & mask) {
      const row = this.#slots[2 * at] as number
      if (row === none) break
      const hash = this.#slots[2 * at + 1] as number
      // Its home is not between the hole and here.
      if (((at - hash) & mask) < ((at - hole) & mask)) continue
      this.#put(hole, row, hash)
      hole = at
    }
    this.#slots[2 * hole] = none
  }

  /** The slot of the id that was read last, or the empty one where it belongs. */
  #slotOf(id: string): number {
    const [slots, hash, mask] = [this.#slots, this.#lastHash, this.#mask]
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = slots[2 * slot] as number
      if (row === none || (slots[2 * slot + 1] === hash && this.#hasLastId(row, id))) return slot
    }
  }

  get #mask(): number {
    return this.#slots.length / 2 - 1
  }

  #hasLastId(row: number, id: string): boolean {
    const [words, last, at] = [this.#words, this.#lastWords, row * wordsPerRow]
    if (isOther(last, 0)) return this.#others.get(row) === id
    return words[at] === last[0] && words[at + 1] === last[1] && words[at + 2] === last[2] && words[at + 3] === last[3]
  }

  /** Reads an id as words, those of a UUID or 0, and its hash. */
  #read(id: string): void {
    if (id === this.#lastId) return
    this.#lastId = id
    const words = this.#lastWords
    this.#lastHash = readWords(id, words) ? mixed(words) : hashOf(id)
  }

  /** Reads the id of a row as words, and returns the text of one that is no UUID: it would take longer to write and read one. */
  #readRow(row: number): string {
    const other = this.#others.get(row)
    if (other === undefined) {
      this.#lastId = undefined
      for (let word = 0; word < wordsPerRow; word += 1)
        this.#lastWords[word] = this.#words[row * wordsPerRow + word] as number
      this.#lastHash = mixed(this.#lastWords)
    } else this.#read(other)
    return other ?? ''
  }

  #uuidOf(row: number): string {
    const text = this.#text
    let digit = 0
    for (let at = 0; at < uuidLength; at += 1) {
      if (isDash(at)) text[at] = dash
      else {
        const word = this.#words[row * wordsPerRow + (digit >> 3)] as number
        text[at] = digits[(word >>> (28 - 4 * (digit & 7))) & 15] as number
        digit += 1
      }
    }
    return text.toString('latin1')
  }
}

function emptySlots(slots: number): Int32Array {
  return new Int32Array(2 * slots).fill(none)
}

/** Reads a UUID as words; false, and 0 in all of them, for any other id. */
function readWords(id: string, words: Int32Array): boolean {
  for (let word = 0; word < wordsPerRow; word += 1) words[word] = 0
  if (id.length !== uuidLength || !hasDashes(id)) return false
  const [a, b, c, d] = [fourDigits(id, 0), fourDigits(id, 4), fourDigits(id, 9), fourDigits(id, 14)]
  const [e, f, g, h] = [fourDigits(id, 19), fourDigits(id, 24), fourDigits(id, 28), fourDigits(id, 32)]
  if ((a | b | c | d | e | f | g | h) < 0) return false
  words[0] = (a << 16) | b
  words[1] = (c << 16) | d
  words[2] = (e << 16) | f
  words[3] = (g << 16) | h
  return !isOther(words, 0)
}

function hasDashes(id: string): boolean {
  return (
    id.charCodeAt(8) === dash && id.charCodeAt(13) === dash && id.charCodeAt(18) === dash && id.charCodeAt(23) === dash
  )
}

/** Value of four hexadecimal digits; negative if one of the characters is none. */
function fourDigits(id: string, at: number): number {
  return (digitAt(id, at) << 12) | (digitAt(id, at + 1) << 8) | (digitAt(id, at + 2) << 4) | digitAt(id, at + 3)
}

function digitAt(id: string, at: number): number {
  const code = id.charCodeAt(at)
  return code < 128 ? (digitOf[code] as number) : none
}

function isDash(at: number): boolean {
  return at === 8 || at === 13 || at === 18 || at === 23
}

function isOther(words: Int32Array, at: number): boolean {
  return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0
}

/** Ids may differ in few digits only. */
function mixed(words: Int32Array): number {
  let hash = seed
  for (let index = 0; index < wordsPerRow; index += 1) {
    hash = Math.imul(hash ^ (words[index] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return Math.imul(hash, 0x85ebca6b) >>> 1
}

function hashOf(id: string): number {
  let hash = seed
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 1
}
