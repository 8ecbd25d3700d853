import { Batcher, type BatcherOptions } from './batcher.ts'

export interface PartBatchersOptions<Item> extends BatcherOptions {
  /** The part of the store that an item belongs to; without it, there is one. */
  readonly partOf: ((item: Item) => string) | undefined
}

/** A batcher for each part of a store: a part that does not answer holds back its own calls alone. */
export class PartBatchers<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #options: PartBatchersOptions<Item>
  readonly #byPart = new Map<string, Batcher<Item, Result>>()

  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, options: PartBatchersOptions<Item>) {
    this.#run = run
    this.#options = options
  }

  /** Number of items without an answer. */
  get waiting(): number {
    let waiting = 0
    for (const batcher of this.#byPart.values()) waiting += batcher.waiting
    return waiting
  }

  /** Adds an item to the next batch of its part. Its answer goes to one of the callbacks; neither may throw. */
  add(item: Item, resolve: (result: Result) => void, reject: (fault: unknown) => void): void {
    const part = this.#options.partOf?.(item) ?? ''
    let batcher = this.#byPart.get(part)
    if (batcher === undefined) {
      batcher = new Batcher(this.#run, this.#options)
      this.#byPart.set(part, batcher)
    }
    batcher.add(item, resolve, reject)
  }
}
