/** Size of a shared page, and of the largest value that goes into one: at most an eighth of a page is left empty. */
const pageBytes = 262_144
const maxSharedBytes = pageBytes / 8

interface Page {
  readonly bytes: Uint8Array
  /** Where the next value begins. */
  end: number
  /** Where each value begins. */
  readonly starts: number[]
}

/**
 * Keeps copies of byte strings in the order in which they come, packed into pages, where they cost the garbage collector
 * nothing. The oldest go first, a page at a time.
 *
 * @example
 * const log = new ByteLog()
 * const at = log.add(payload)
 * log.read(at) // the payload
 */
export class ByteLog {
  readonly #maxPerPage: number
  #pages: Page[] = []
  /** Number of the first value of each page. */
  #firsts: number[] = []
  #next = 0
  #size = 0

  /** @param maxPerPage - values of one page, however short they are */
  constructor(maxPerPage = Number.POSITIVE_INFINITY) {
    this.#maxPerPage = maxPerPage
  }

  /** Memory of the pages, in bytes. */
  get size(): number {
    return this.#size
  }

  /** Number of pages. */
  get pages(): number {
    return this.#pages.length
  }

  /** Adds a copy, and returns its number: one more than that of the value before it. */
  add(value: Uint8Array): number {
    if (!this.#hasRoom(value.length)) this.#open(value.length)
    const page = this.#pages.at(-1) as Page
    page.bytes.set(value, page.end)
    page.starts.push(page.end)
    page.end += value.length
    this.#next += 1
    return this.#next - 1
  }

  /** Returns the value of a number, `undefined` once it was dropped. Its bytes never change, even after that. */
  read(number: number): Uint8Array | undefined {
    const at = this.#firsts.findLastIndex((first) => first <= number)
    const page = this.#pages[at]
    if (page === undefined) return undefined
    const index = number - (this.#firsts[at] as number)
    return page.bytes.subarray(page.starts[index], page.starts[index + 1] ?? page.end)
  }

  /** Drops the oldest page, and returns how many values it had. */
  dropPage(): number {
    const page = this.#pages.shift()
    this.#firsts.shift()
    this.#size -= page?.bytes.length ?? 0
    return page?.starts.length ?? 0
  }

  /** Memory of the pages once a value of this length is added, in bytes. */
  sizeWith(length: number): number {
    return this.#hasRoom(length) ? this.#size : this.#size + pageFor(length)
  }

  #hasRoom(length: number): boolean {
    const last = this.#pages.at(-1)
    return last !== undefined && last.end + length <= last.bytes.length && last.starts.length < this.#maxPerPage
  }

  #open(length: number): void {
    // Not zeroed: only written bytes are ever read.
    const bytes = Buffer.allocUnsafeSlow(pageFor(length))
    this.#pages.push({ bytes, end: 0, starts: [] })
    this.#firsts.push(this.#next)
    this.#size += bytes.length
  }
}

function pageFor(length: number): number {
  return length > maxSharedBytes ? length : pageBytes
}
