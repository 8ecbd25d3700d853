/** New items of one commit, as they were written. */
export interface WrittenItems {
  /** Number of the first item. */
  readonly firstSeq: number
  /** By number, from the first one on: where the item's state begins in `bytes`, its body behind it; -1 for a number without an item. */
  readonly starts: number[]
  readonly bytes: Uint8Array
}

interface Commit {
  readonly firstSeq: number
  /** -1 also for an item that is no longer kept. */
  readonly starts: number[]
  readonly page: number
  /** Where `bytes` begin in the page. */
  readonly at: number
  /** Number of items that are still kept. */
  left: number
}

const none = -1
const defaultPages = { count: 32, bytes: 1_048_576 } as const

/**
 * States and bodies that were written last. Most items are claimed soon after they were added; their claim then reads nothing from
 * disk. They are copied into pages that are filled in turn, so that keeping them costs no allocation; a page that is filled again
 * forgets what it had. Commits come in the order of their items' numbers.
 */
export class KeptContents {
  /** In the order of numbers, and of pages. */
  readonly #commits: Commit[] = []
  readonly #pages: Uint8Array[] = []
  readonly #maxPages: number
  readonly #pageBytes: number
  #page = 0
  #end = 0

  constructor({ count, bytes }: { readonly count: number; readonly bytes: number } = defaultPages) {
    this.#maxPages = count
    this.#pageBytes = bytes
  }

  /** Bytes of the pages. */
  get size(): number {
    return this.#pages.length * this.#pageBytes
  }

  /** Keeps a copy, unless it is larger than a page. */
  keep({ firstSeq, starts, bytes }: WrittenItems): void {
    if (bytes.length > this.#pageBytes) return
    if (this.#commits.length === 0) [this.#page, this.#end] = [0, 0]
    else if (this.#end + bytes.length > this.#pageBytes) this.#turn()
    this.#pages[this.#page] ??= new Uint8Array(this.#pageBytes)
    this.#pages[this.#page]?.set(bytes, this.#end)
    const left = starts.reduce((count, start) => count + Number(start !== none), 0)
    this.#commits.push({ firstSeq, starts, page: this.#page, at: this.#end, left })
    this.#end += bytes.length
  }

  /**
   * Takes the content of an item out: a view of its state and body together, until the next call of `keep`. `undefined` if it is not
   * kept.
   */
  take(seq: number, size: number): Uint8Array | undefined {
    const index = this.#indexOf(seq)
    const commit = this.#commits[index]
    const start = commit?.starts[seq - commit.firstSeq] ?? none
    if (commit === undefined || start === none) return undefined
    commit.starts[seq - commit.firstSeq] = none
    commit.left -= 1
    if (commit.left === 0) this.#commits.splice(index, 1)
    const first = commit.at + start
    return this.#pages[commit.page]?.subarray(first, first + size)
  }

  /** Forgets an item that is gone. */
  drop(seq: number): void {
    if (this.#commits.length > 0) this.take(seq, 0)
  }

  /** Begins the next page, and forgets what it has. */
  #turn(): void {
    this.#page = (this.#page + 1) % this.#maxPages
    this.#end = 0
    const kept = this.#commits.findIndex(({ page }) => page !== this.#page)
    this.#commits.splice(0, kept === none ? this.#commits.length : kept)
  }

  /** Index of the last commit that begins with the number or before it; -1 if there is none. */
  #indexOf(seq: number): number {
    let [low, high] = [0, this.#commits.length]
    // Most claims take the oldest items.
    if (high > 1 && (this.#commits[1] as Commit).firstSeq > seq) high = 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#commits[middle] as Commit).firstSeq <= seq) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
