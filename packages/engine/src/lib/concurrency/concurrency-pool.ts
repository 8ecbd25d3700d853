/** Which of the two kinds of concurrency a slot is of. */
export type SlotKind = 'reserved' | 'pool'

/** The runs of one function and its reserved concurrency, where it has one. */
export interface RunCount {
  running: number
  reserved: number | null | undefined
}

/**
 * The slots that runs may take: each function's reserved concurrency and, for functions without one, the pool that they
 * share, which is the account's limit less everything reserved (FNC-7, FNC-8).
 */
export class ConcurrencyPool {
  /** Slots of the pool; fewer or more as functions reserve some. */
  limit: number
  #taken = 0

  constructor(unreservedConcurrency = Number.POSITIVE_INFINITY) {
    this.limit = unreservedConcurrency
  }

  get free(): number {
    return this.limit - this.#taken
  }

  /** Takes a slot for one run of the function, or answers `undefined` when it may not run now. */
  enter(count: RunCount): SlotKind | undefined {
    const { reserved } = count
    if (reserved === null || reserved === undefined) {
      if (this.free < 1) return undefined
      this.#taken += 1
      count.running += 1
      return 'pool'
    }
    if (count.running >= reserved) return undefined
    count.running += 1
    return 'reserved'
  }

  leave(count: RunCount, kind: SlotKind): void {
    count.running -= 1
    if (kind === 'pool') this.#taken -= 1
  }
}
