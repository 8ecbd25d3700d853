import { setImmediate, setTimeout } from 'node:timers'

interface Pending<Entry, Result> {
  readonly entry: Entry
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface BatchesOptions<Entry, Result> {
  /** Makes one call. A result that is an error rejects its entry; a call that rejects, all of them. */
  readonly call: (entries: readonly Entry[]) => Promise<readonly (Result | Error)[]>
  /** Bytes of an entry that count towards the limit of a call. */
  readonly bytesOf?: (entry: Entry) => number
  /** How long an entry waits for others, in milliseconds. */
  readonly lingerMs: number
}

/** SQS's limits of a call. */
const maxEntries = 10
const maxBytes = 1_048_576
/** Calls under way at once. While all are, entries collect, so that calls fill up under load. */
const maxCalls = 8

/** Makes few calls of many entries: each waits a moment for others, and longer while many calls are under way. */
export class Batches<Entry, Result> {
  readonly #options: BatchesOptions<Entry, Result>
  #collected: Pending<Entry, Result>[] = []
  #calls = 0
  #isDue = false
  #isLingering = false

  constructor(options: BatchesOptions<Entry, Result>) {
    this.#options = options
  }

  add(entry: Entry): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#collected.push({ entry, resolve, reject })
      this.#send()
    })
  }

  #send(): void {
    while (
      this.#calls < maxCalls &&
      (this.#collected.length >= maxEntries || (this.#isDue && this.#collected.length > 0))
    ) {
      const batch = this.#nextBatch()
      this.#calls += 1
      void this.#call(batch).then(() => {
        this.#calls -= 1
        this.#send()
      })
    }
    if (this.#collected.length === 0) this.#isDue = false
    else if (!this.#isDue) this.#linger()
  }

  #linger(): void {
    if (this.#isLingering) return
    this.#isLingering = true
    const due = (): void => {
      this.#isLingering = false
      this.#isDue = true
      this.#send()
    }
    const { lingerMs } = this.#options
    if (lingerMs > 0) setTimeout(due, lingerMs)
    // After the calls of this turn.
    else setImmediate(due)
  }

  async #call(batch: readonly Pending<Entry, Result>[]): Promise<void> {
    try {
      const results = await this.#options.call(batch.map(({ entry }) => entry))
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result === undefined) reject(new Error(`${results.length} results for ${batch.length} entries`))
        else if (result instanceof Error) reject(result)
        else resolve(result)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  #nextBatch(): readonly Pending<Entry, Result>[] {
    const { bytesOf = () => 0 } = this.#options
    let bytes = 0
    let count = 0
    for (const { entry } of this.#collected) {
      bytes += bytesOf(entry)
      if (count === maxEntries || (count > 0 && bytes > maxBytes)) break
      count += 1
    }
    return this.#collected.splice(0, count)
  }
}
