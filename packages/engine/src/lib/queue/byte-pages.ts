import { grown } from './grown.ts'

const pageBytes = 262_144
/** Larger values have a page of their own, so that the last of a page leaves no more than an eighth of it unused. */
const mostShared = pageBytes / 8
/** What all pages together may take of what is held in them; beyond that they are emptied. */
const mostOverLive = 1.25
/** Before each value in a page: whose it is, and its length. */
const headerBytes = 8
const none = -1

interface Page {
  readonly bytes: Uint8Array
  readonly headers: Int32Array
  /** Where the next value goes. */
  end: number
  /** Bytes of values that are still held, their headers included. */
  live: number
}

/**
 * Byte strings by number, packed into pages outside the heap: the garbage collector has nothing to copy or to follow,
 * however many there are. What is put is copied in, what is read is copied out.
 *
 * Shape: a handle is a small number that the caller owns, with one value or none. A value costs its length, 8 bytes, and
 * 12 for its handle. Pages with many holes are emptied into another one, so that all of them together take at most a
 * quarter more than what is held, and a few pages.
 */
export class BytePages {
  readonly #pages: (Page | undefined)[] = []
  readonly #freeNumbers: number[] = []
  #pageOf = new Int32Array(64)
  #startOf = new Int32Array(64)
  #lengthOf = new Int32Array(64)
  /** The page that is being filled. */
  #filling = none
  #spare: Page | undefined
  #size = 0
  #live = 0

  /** Bytes of all pages. */
  get size(): number {
    return this.#size
  }

  /** Holds a copy; the handle has no value yet. */
  put(handle: number, bytes: Uint8Array): void {
    this.#pageOf = grown(this.#pageOf, handle)
    this.#startOf = grown(this.#startOf, handle)
    this.#lengthOf = grown(this.#lengthOf, handle)
    this.#place(handle, bytes)
  }

  /** The bytes, in an array of their own; the handle has a value. */
  read(handle: number): Uint8Array {
    const start = this.#startOf[handle] as number
    return this.#pageAt(this.#pageOf[handle] as number).bytes.slice(start, start + this.lengthOf(handle))
  }

  lengthOf(handle: number): number {
    return this.#lengthOf[handle] as number
  }

  /** Forgets a value that is held. */
  drop(handle: number): void {
    const number = this.#pageOf[handle] as number
    const page = this.#pageAt(number)
    const taken = takenBy(this.lengthOf(handle))
    this.#pageOf[handle] = none
    this.#live -= taken
    page.live -= taken
    if (page.live === 0) this.#leave(number, page)
    else if (this.#size > mostOverLive * this.#live + 4 * pageBytes) this.#empty(this.#emptiest())
  }

  #place(handle: number, bytes: Uint8Array): void {
    const taken = takenBy(bytes.length)
    const number = taken > mostShared ? this.#open(newPage(taken)) : this.#pageWithRoom(taken)
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

  /** Nothing in the page is held any more: it begins anew, waits to be used again, or goes. */
  #leave(number: number, page: Page): void {
    page.end = 0
    if (number === this.#filling) return
    this.#pages[number] = undefined
    this.#freeNumbers.push(number)
    this.#size -= page.bytes.length
    if (page.bytes.length === pageBytes) this.#spare = page
  }

  /** Moves what a page still holds, value by value. */
  #empty(number: number): void {
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
    this.#leave(number, page)
  }

  /** The page with the least in it, the one that is being filled apart. */
  #emptiest(): number {
    let emptiest = none
    let least = Number.POSITIVE_INFINITY
    for (const [number, page] of this.#pages.entries())
      if (page !== undefined && number !== this.#filling && page.live / page.bytes.length < least) {
        emptiest = number
        least = page.live / page.bytes.length
      }
    return emptiest
  }

  #pageAt(number: number): Page {
    return this.#pages[number] as Page
  }
}

/** What a value takes of a page: whole words, so that each header begins at one. */
function takenBy(length: number): number {
  return headerBytes + ((length + 3) & ~3)
}

function newPage(length: number): Page {
  // Not filled with zeros, which costs as much as all that is put there: only what was put is ever read.
  const { buffer } = Buffer.allocUnsafeSlow(length)
  return { bytes: new Uint8Array(buffer), headers: new Int32Array(buffer), end: 0, live: 0 }
}
