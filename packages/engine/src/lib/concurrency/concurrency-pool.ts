/** Kind of a slot: of the function's reserved concurrency, or of the shared pool. */
export type SlotKind = 'reserved' | 'pool'

/** Number of runs of a function, and its reserved concurrency if it has any. */
export interface RunCount {
  running: number
  reserved: number | null | undefined
}

/**
 * Slots for runs: the reserved concurrency of each function, and for functions without one a shared pool, which is the
 * account's limit less all reservations (FNC-7, FNC-8).
 */
export class ConcurrencyPool {
  /** Number of slots in the pool. It changes as functions reserve concurrency. */
  limit: number
  #taken = 0

  constructor(unreservedConcurrency = Number.POSITIVE_INFINITY) {
    this.limit = unreservedConcurrency
  }

  get free(): number {
    return this.limit - this.#taken
  }

  /** Takes a slot for a run of the function; `undefined` if none is free. */
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
