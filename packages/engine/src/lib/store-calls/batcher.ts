import { setImmediate } from 'node:timers'
import { microtask } from '../time/microtask.ts'

interface Pending<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (fault: unknown) => void
}

export interface BatcherOptions {
  /**
   * Maximum number of items in one batch.
   *
   * @defaultValue `1000`
   */
  readonly maxBatch?: number | undefined
  /**
   * True to send a batch for each turn of the event loop, even while earlier ones are pending; for a store that coalesces
   * calls itself. False to send one batch at a time, and collect the next one meanwhile.
   *
   * @defaultValue `false`
   */
  readonly overlapping?: boolean | undefined
}

/**
 * Groups single calls into batches. A store that flushes on each commit then flushes once per batch, and a call with a
 * fixed cost is made once for many items.
 */
export class Batcher<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #maxBatch: number
  readonly #overlapping: boolean
  #collected: Pending<Item, Result>[] = []
  #collecting = false
  #waiting = 0

  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, options: BatcherOptions = {}) {
    this.#run = run
    this.#maxBatch = options.maxBatch ?? 1_000
    this.#overlapping = options.overlapping ?? false
  }

  /** Number of items without an answer. */
  get waiting(): number {
    return this.#waiting
  }

  /** Adds an item to the next batch. Its answer goes to one of the callbacks; neither may throw. */
  add(item: Item, resolve: (result: Result) => void, reject: (fault: unknown) => void): void {
    this.#waiting += 1
    this.#collected.push({ item, resolve, reject })
    if (this.#collecting) return
    this.#collecting = true
    if (this.#overlapping) setImmediate(() => this.#sendAll())
    // After the current microtasks, so that calls made together share a batch.
    else microtask(() => this.#sendInTurn())
  }

  #sendAll(): void {
    this.#collecting = false
    while (this.#collected.length > 0) void this.#send(this.#nextBatch())
  }

  #sendInTurn(): void {
    if (this.#collected.length > 0) this.#send(this.#nextBatch()).then(() => this.#sendInTurn())
    else this.#collecting = false
  }

  async #send(batch: readonly Pending<Item, Result>[]): Promise<void> {
    let results: readonly Result[]
    try {
      results = await this.#run(batch.map(({ item }) => item))
    } catch (fault) {
      this.#waiting -= batch.length
      for (const { reject } of batch) reject(fault)
      return
    }
    this.#waiting -= batch.length
    batch.forEach(({ resolve, reject }, index) => {
      const result = results[index]
      if (result === undefined)
        reject(new Error(`the store returned ${results.length} results for ${batch.length} items`))
      else resolve(result)
    })
  }

  #nextBatch(): readonly Pending<Item, Result>[] {
    if (this.#collected.length > this.#maxBatch) return this.#collected.splice(0, this.#maxBatch)
    const all = this.#collected
    this.#collected = []
    return all
  }
}
