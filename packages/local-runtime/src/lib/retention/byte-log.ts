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
 * nothing. The oldest go first, a page at a time, or all at once. Pages are filled again: new memory has to be mapped, and
 * enough of it makes the garbage collector run.
 *
 * @example
 * const log = new ByteLog()
 * const at = log.add(payload)
 * log.read(at) // the payload
 */
export class ByteLog {
  readonly #maxPerPage: number
  #pages: Page[] = []
  /** Shared pages to fill again. */
  readonly #spares: Page[] = []
  /** Number of the first value of each page. */
  #firsts: number[] = []
  #next = 0
  #size = 0

  /** @param maxPerPage - values of one page, however short they are */
  constructor(maxPerPage = Number.POSITIVE_INFINITY) {
    this.#maxPerPage = maxPerPage
  }

  /** Memory of the pages that have values, in bytes. */
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

  /** Returns a copy of the value of a number, `undefined` once it was dropped. */
  read(number: number): Uint8Array | undefined {
    const at = this.#firsts.findLastIndex((first) => first <= number)
    const page = this.#pages[at]
    if (page === undefined) return undefined
    const index = number - (this.#firsts[at] as number)
    return page.bytes.slice(page.starts[index], page.starts[index + 1] ?? page.end)
  }

  /** Drops the oldest page, and returns how many values it had. One page that was dropped is kept to be filled again. */
  dropPage(): number {
    const page = this.#pages.shift()
    if (page === undefined) return 0
    this.#firsts.shift()
    this.#size -= page.bytes.length
    const values = page.starts.length
    if (this.#spares.length === 0) this.#spare(page)
    return values
  }

  /** Drops all values, and keeps the pages to be filled again. */
  clear(): void {
    for (const page of this.#pages) this.#spare(page)
    this.#pages = []
    this.#firsts = []
    this.#size = 0
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
    const page = (length > maxSharedBytes ? undefined : this.#spares.pop()) ?? newPage(pageFor(length))
    this.#pages.push(page)
    this.#firsts.push(this.#next)
    this.#size += page.bytes.length
  }

  #spare(page: Page): void {
    if (page.bytes.length !== pageBytes) return
    page.end = 0
    page.starts.length = 0
    this.#spares.push(page)
  }
}

function newPage(length: number): Page {
  // Not zeroed: only written bytes are ever read.
  return { bytes: new Uint8Array(Buffer.allocUnsafeSlow(length).buffer), end: 0, starts: [] }
}

function pageFor(length: number): number {
  return length > maxSharedBytes ? length : pageBytes
}
