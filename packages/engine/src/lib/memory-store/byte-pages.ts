import { grown } from '../queue/grown.ts'

const pageBytes = 262_144
/** Larger values get a page of their own, so that at most an eighth of a shared page is wasted at its end. */
const maxSharedBytes = pageBytes / 8
/** Maximum ratio of the size of all pages to the live bytes in them; beyond it, pages are compacted. */
const maxSizeRatio = 1.25
/** Header before each value in a page: handle and length. */
const headerBytes = 8
const none = -1

interface Page {
  readonly bytes: Uint8Array
  readonly headers: Int32Array
  /** Offset for the next value. */
  end: number
  /** Bytes of live values, headers included. */
  live: number
}

/**
 * Byte strings by number, packed into pages outside the heap, where the garbage collector neither copies nor traces them.
 * Values are copied on write and on read.
 *
 * A handle is a small number that the caller owns; it has one value or none. A value costs its length, 8 bytes, and 12 for
 * its handle. Sparse pages are compacted, so that all pages together take at most a quarter more than their live values,
 * plus a few pages.
 */
export class BytePages {
  readonly #pages: (Page | undefined)[] = []
  readonly #freeNumbers: number[] = []
  #pageOf = new Int32Array(64)
  #startOf = new Int32Array(64)
  #lengthOf = new Int32Array(64)
  /** Number of the page that is being filled. */
  #filling = none
  #spare: Page | undefined
  #size = 0
  #live = 0

  /** Size of all pages in bytes. */
  get size(): number {
    return this.#size
  }

  /** Stores a copy of the bytes for a handle without a value. */
  put(handle: number, bytes: Uint8Array): void {
    this.#pageOf = grown(this.#pageOf, handle)
    this.#startOf = grown(this.#startOf, handle)
    this.#lengthOf = grown(this.#lengthOf, handle)
    this.#place(handle, bytes)
  }

  /** Returns a copy of the value of a handle that has one. */
  read(handle: number): Uint8Array {
    const start = this.#startOf[handle] as number
    return this.#pageAt(this.#pageOf[handle] as number).bytes.slice(start, start + this.lengthOf(handle))
  }

  lengthOf(handle: number): number {
    return this.#lengthOf[handle] as number
  }

  /** Removes the value of a handle that has one. */
  drop(handle: number): void {
    const number = this.#pageOf[handle] as number
    const page = this.#pageAt(number)
    const taken = takenBy(this.lengthOf(handle))
    this.#pageOf[handle] = none
    this.#live -= taken
    page.live -= taken
    if (page.live === 0) this.#release(number, page)
    else if (this.#size > maxSizeRatio * this.#live + 4 * pageBytes) this.#compact(this.#sparsest())
  }

  #place(handle: number, bytes: Uint8Array): void {
    const taken = takenBy(bytes.length)
    const number = taken > maxSharedBytes ? this.#open(newPage(taken)) : this.#pageWithRoom(taken)
    const page = this.#pageAt(number)
    page.headers[page.end >> 2] = handle
    page.headers[(page.end >> 2) + 1] = bytes.length
    page.bytes.set(bytes, page.end + headerBytes)
    this.#pageOf[handle] = number
    this.#startOf[handle] = page.end + headerBytes
    this.#lengthOf[handle] = bytes.length
    page.end += taken
    page.live += taken
    this.#live += taken
  }

  #pageWithRoom(taken: number): number {
    const filling = this.#pages[this.#filling]
    if (filling !== undefined && filling.end + taken <= pageBytes) return this.#filling
    const fresh = this.#spare ?? newPage(pageBytes)
    this.#spare = undefined
    this.#filling = this.#open(fresh)
    return this.#filling
  }

  #open(page: Page): number {
    const number = this.#freeNumbers.pop() ?? this.#pages.length
    this.#pages[number] = page
    this.#size += page.bytes.length
    return number
  }

  /** Releases a page without live values: it is refilled, kept as a spare, or freed. */
  #release(number: number, page: Page): void {
    page.end = 0
    if (number === this.#filling) return
    this.#pages[number] = undefined
    this.#freeNumbers.push(number)
    this.#size -= page.bytes.length
    if (page.bytes.length === pageBytes) this.#spare = page
  }

  /** Moves the live values of a page to another one. */
  #compact(number: number): void {
    const page = this.#pageAt(number)
    const { end } = page
    for (let at = 0; at < end; ) {
      const handle = page.headers[at >> 2] as number
      const length = page.headers[(at >> 2) + 1] as number
      const start = at + headerBytes
      if (this.#pageOf[handle] === number && this.#startOf[handle] === start) {
        this.#live -= takenBy(length)
        this.#place(handle, page.bytes.subarray(start, start + length))
      }
      at += takenBy(length)
    }
    page.live = 0
    this.#release(number, page)
  }

  /** Sparsest page, except the one that is being filled. */
  #sparsest(): number {
    let sparsest = none
    let least = Number.POSITIVE_INFINITY
    for (const [number, page] of this.#pages.entries())
      if (page !== undefined && number !== this.#filling && page.live / page.bytes.length < least) {
        sparsest = number
        least = page.live / page.bytes.length
      }
    return sparsest
  }

  #pageAt(number: number): Page {
    return this.#pages[number] as Page
  }
}

/** Bytes that a value takes in a page: whole words, so that headers are aligned. */
function takenBy(length: number): number {
  return headerBytes + ((length + 3) & ~3)
}

function newPage(length: number): Page {
  // Not zeroed, which would cost as much as filling it: only written bytes are ever read.
  const { buffer } = Buffer.allocUnsafeSlow(length)
  return { bytes: new Uint8Array(buffer), headers: new Int32Array(buffer), end: 0, live: 0 }
}
