interface Waiting<Item, Result> {
  readonly item: Item
  readonly done: (result: Result) => void
  readonly failed: (fault: unknown) => void
}

/**
 * Gathers single calls into batches: what is asked for while a batch is under way goes into the next one together.
 * A store that needs a flush for each commit then needs one for all who wait.
 */
export class Batcher<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #maxBatch: number
  #waiting: Waiting<Item, Result>[] = []
  #running = false

  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, maxBatch = 1_000) {
    this.#run = run
    this.#maxBatch = maxBatch
  }

  /** How many wait for the batch under way to end. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Tells one of the two what came of the item; neither may throw. */
  add(item: Item, done: (result: Result) => void, failed: (fault: unknown) => void): void {
    this.#waiting.push({ item, done, failed })
    if (this.#running) return
    this.#running = true
    // After this turn of the event loop's microtasks, so that what is asked for together goes together.
    queueMicrotask(() => void this.#drain())
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch()
      try {
        const results = await this.#run(batch.map(({ item }) => item))
        batch.forEach(({ done, failed }, index) => {
          const result = results[index]
          if (result === undefined) failed(new Error(`the store answered ${results.length} of ${batch.length}`))
          else done(result)
        })
      } catch (fault) {
        for (const { failed } of batch) failed(fault)
      }
    }
    this.#running = false
  }

  #nextBatch(): readonly Waiting<Item, Result>[] {
    if (this.#waiting.length > this.#maxBatch) return this.#waiting.splice(0, this.#maxBatch)
    const all = this.#waiting
    this.#waiting = []
    return all
  }
}
