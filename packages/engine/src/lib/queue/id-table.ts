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
 * Ids of rows, and rows by id. A UUID in lower case, as nearly all ids are, takes 16 bytes and about 8 in a hash table, a fifth of a
 * string in a map; other ids are kept as strings.
 *
 * Rows are small numbers that the caller owns. Several rows may have one id, of which it finds the one that was added, or that
 * claimed it, last.
 */
export class IdTable {
  #size = 0
  /** Open addressing: a row, or -1. A power of two, at most three quarters full. */
  #slots = new Int32Array(128).fill(none)
  /** Four words for each row; all are 0 for an id that is no UUID. */
  #words = new Int32Array(64 * wordsPerRow)
  readonly #others = new Map<number, string>()
  /** The id that was looked up last, in words: it is often added next. Its text is `undefined` after that of a row. */
  #lastId: string | undefined
  readonly #lastWords = new Int32Array(wordsPerRow)
  readonly #text = Buffer.alloc(uuidLength)

  /** Number of ids. */
  get size(): number {
    return this.#size
  }

  /** Row of an id, or -1. */
  find(id: string): number {
    this.#read(id)
    return this.#slots[this.#slotOf(id)] as number
  }

  /** Gives a row an id, and the id to the row. */
  add(row: number, id: string): void {
    this.#read(id)
    this.#words = grown(this.#words, row * wordsPerRow + wordsPerRow)
    this.#words.set(this.#lastWords, row * wordsPerRow)
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
    if (this.#slots[slot] === row) this.#empty(slot)
    this.#others.delete(row)
    this.#words.fill(0, row * wordsPerRow, (row + 1) * wordsPerRow)
  }

  idOf(row: number): string {
    return this.#others.get(row) ?? this.#uuidOf(row)
  }

  /** The row of each id, in ascending order. */
  rows(): Int32Array {
    return this.#slots.filter((row) => row !== none).sort()
  }

  #give(id: string, row: number): void {
    const slot = this.#slotOf(id)
    if (this.#slots[slot] === none) this.#size += 1
    this.#slots[slot] = row
    if (this.#size * 4 <= this.#slots.length * 3) return
    const before = this.#slots
    this.#slots = new Int32Array(before.length * 2).fill(none)
    for (const each of before) if (each !== none) this.#slots[this.#freeSlot(this.#homeOf(each))] = each
  }

  /** Empties a slot, and moves what would no longer be found past it. */
  #empty(slot: number): void {
    const mask = this.#slots.length - 1
    this.#size -= 1
    let hole = slot
    for (let at = (slot + 1) & mask; ; at = (at + 1) & mask) {
      const row = this.#slots[at] as number
      if (row === none) break
      // Its home is not between the hole and here.
      if (((at - this.#homeOf(row)) & mask) < ((at - hole) & mask)) continue
      this.#slots[hole] = row
      hole = at
    }
    this.#slots[hole] = none
  }

  /** The slot of the id that was read last, or the empty one where it belongs. */
  #slotOf(id: string): number {
    const mask = this.#slots.length - 1
    const other = isOther(this.#lastWords, 0)
    let slot = (other ? hashOf(id) : mixed(this.#lastWords, 0)) & mask
    for (let row = this.#slots[slot] as number; row !== none; row = this.#slots[slot] as number) {
      if (other ? this.#others.get(row) === id : this.#hasLastWords(row)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  #freeSlot(home: number): number {
    let slot = home
    while (this.#slots[slot] !== none) slot = (slot + 1) & (this.#slots.length - 1)
    return slot
  }

  #homeOf(row: number): number {
    const at = row * wordsPerRow
    const hash = isOther(this.#words, at) ? hashOf(this.#others.get(row) ?? '') : mixed(this.#words, at)
    return hash & (this.#slots.length - 1)
  }

  #hasLastWords(row: number): boolean {
    const [words, last, at] = [this.#words, this.#lastWords, row * wordsPerRow]
    return words[at] === last[0] && words[at + 1] === last[1] && words[at + 2] === last[2] && words[at + 3] === last[3]
  }

  /** Reads an id as words: those of a UUID, or 0. */
  #read(id: string): void {
    if (id === this.#lastId) return
    this.#lastId = id
    const words = this.#lastWords
    words.fill(0)
    if (id.length !== uuidLength) return
    let digit = 0
    let word = 0
    for (let at = 0; at < uuidLength; at += 1) {
      const code = id.charCodeAt(at)
      if (isDash(at)) {
        if (code === dash) continue
        words.fill(0)
        return
      }
      const value = code < 128 ? (digitOf[code] as number) : none
      if (value === none) {
        words.fill(0)
        return
      }
      word = (word << 4) | value
      digit += 1
      if ((digit & 7) === 0) words[(digit >> 3) - 1] = word
    }
  }

  /** Reads the id of a row as words, and returns the text of one that is no UUID: it would take longer to write and read one. */
  #readRow(row: number): string {
    const other = this.#others.get(row)
    if (other === undefined) {
      this.#lastId = undefined
      for (let word = 0; word < wordsPerRow; word += 1)
        this.#lastWords[word] = this.#words[row * wordsPerRow + word] as number
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

function isDash(at: number): boolean {
  return at === 8 || at === 13 || at === 18 || at === 23
}

function isOther(words: Int32Array, at: number): boolean {
  return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0
}

/** Ids may differ in few digits only. */
function mixed(words: Int32Array, at: number): number {
  let hash = seed
  for (let index = at; index < at + wordsPerRow; index += 1) {
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
