interface Waiting<Item, Result> {
  readonly item: Item
  readonly done: (result: Result) => void
  readonly failed: (fault: unknown) => void
}

export interface BatcherOptions {
  /** Most items of one batch; default 1,000. */
  readonly maxBatch?: number | undefined
  /**
   * For a store that coalesces calls itself: what one turn of the event loop asks for goes to it together, whatever is
   * under way. Default false: one batch at a time, and what is asked for meanwhile goes into the next.
   */
  readonly overlapping?: boolean | undefined
}

/**
 * Gathers single calls into batches. A store that needs a flush for each commit then needs one for all who wait, and a
 * call that costs the same for one item as for many is made once.
 */
export class Batcher<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #maxBatch: number
  readonly #overlapping: boolean
  #gathered: Waiting<Item, Result>[] = []
  #gathering = false
  #waiting = 0

  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, options: BatcherOptions = {}) {
    this.#run = run
    this.#maxBatch = options.maxBatch ?? 1_000
    this.#overlapping = options.overlapping ?? false
  }

  /** How many have not been answered. */
  get waiting(): number {
    return this.#waiting
  }

  /** Tells one of the two what came of the item; neither may throw. */
  add(item: Item, done: (result: Result) => void, failed: (fault: unknown) => void): void {
    this.#waiting += 1
    this.#gathered.push({ item, done, failed })
    if (this.#gathering) return
    this.#gathering = true
    if (this.#overlapping) setImmediate(() => this.#sendAll())
    // After this turn of the event loop's microtasks, so that what is asked for together goes together.
    else queueMicrotask(() => void this.#sendInTurn())
  }

  #sendAll(): void {
    this.#gathering = false
    while (this.#gathered.length > 0) void this.#send(this.#nextBatch())
  }

  async #sendInTurn(): Promise<void> {
    while (this.#gathered.length > 0) await this.#send(this.#nextBatch())
    this.#gathering = false
  }

  async #send(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let results: readonly Result[]
    try {
      results = await this.#run(batch.map(({ item }) => item))
    } catch (fault) {
      this.#waiting -= batch.length
      for (const { failed } of batch) failed(fault)
      return
    }
    this.#waiting -= batch.length
    batch.forEach(({ done, failed }, index) => {
      const result = results[index]
      if (result === undefined) failed(new Error(`the store answered ${results.length} of ${batch.length}`))
      else done(result)
    })
  }

  #nextBatch(): readonly Waiting<Item, Result>[] {
    if (this.#gathered.length > this.#maxBatch) return this.#gathered.splice(0, this.#maxBatch)
    const all = this.#gathered
    this.#gathered = []
    return all
  }
}
