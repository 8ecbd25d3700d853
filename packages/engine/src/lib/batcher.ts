interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(fault: unknown): void
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

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#running) return
      this.#running = true
      // After this turn of the event loop's microtasks, so that what is asked for together goes together.
      queueMicrotask(() => void this.#drain())
    })
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#maxBatch)
      try {
        const results = await this.#run(batch.map(({ item }) => item))
        batch.forEach(({ resolve, reject }, index) => {
          const result = results[index]
          if (result === undefined) reject(new Error(`the store answered ${results.length} of ${batch.length}`))
          else resolve(result)
        })
      } catch (fault) {
        for (const { reject } of batch) reject(fault)
      }
    }
    this.#running = false
  }
}
