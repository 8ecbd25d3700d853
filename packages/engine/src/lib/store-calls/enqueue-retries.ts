import type { EnqueueResult, NewItem, QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock } from '../time/clock.ts'
import { PartBatchers } from './part-batchers.ts'

/** `unknown` after answers that were lost: the item may be in the queue. */
export type QueueingResult = EnqueueResult | 'unknown'

export interface EnqueueRetriesDependencies {
  readonly store: QueueStore
  readonly clock: Clock
  readonly fault: (fault: unknown) => void
}

/** Pauses before the calls after the first one, in milliseconds: a server needs a moment, a disk gives its answer at once. */
const pausesMs = { shared: [100, 500, 2_000], own: [0, 0] } as const

/**
 * Queues items in batches. A call that rejects may have had its effect, so that the item is queued again under its id, a few
 * times; if it then is a duplicate, the first call took it.
 */
export class EnqueueRetries {
  readonly #dependencies: EnqueueRetriesDependencies
  readonly #batcher: PartBatchers<NewItem, EnqueueResult>
  readonly #pausesMs: readonly number[]
  /** Pauses in progress: each cancels its wake-up and what would give up instead. */
  readonly #pausing = new Map<CancelWake, () => void>()
  #closed = false

  constructor(dependencies: EnqueueRetriesDependencies) {
    const { store } = dependencies
    const { maxBatch, coalescesCalls, shared } = store.capabilities
    this.#dependencies = dependencies
    this.#batcher = new PartBatchers((items) => store.enqueue(items), {
      ...{ maxBatch, overlapping: coalescesCalls },
      partOf: store.partOf?.bind(store),
    })
    this.#pausesMs = shared === true ? pausesMs.shared : pausesMs.own
  }

  /** Number of items without an answer of the store. */
  get waiting(): number {
    return this.#batcher.waiting + this.#pausing.size
  }

  /** Queues an item. `ended` must not throw. */
  add(item: NewItem, ended: (result: QueueingResult) => void): void {
    this.#batcher.add(item, ended, (fault) => this.#failed(fault, item, 0, ended))
  }

  /** Gives up the pauses in progress and those to come: their items are `unknown`. */
  close(): void {
    this.#closed = true
    for (const [cancel, giveUp] of this.#pausing) {
      cancel()
      giveUp()
    }
    this.#pausing.clear()
  }

  #failed(fault: unknown, item: NewItem, retries: number, ended: (result: QueueingResult) => void): void {
    const { clock } = this.#dependencies
    this.#dependencies.fault(fault)
    const pauseMs = this.#pausesMs[retries]
    if (pauseMs === undefined || this.#closed) {
      ended('unknown')
      return
    }
    const again = (): void =>
      this.#batcher.add(
        item,
        (result) => ended(result === 'duplicate' ? 'accepted' : result),
        (next) => this.#failed(next, item, retries + 1, ended),
      )
    if (pauseMs === 0) again()
    else {
      const cancel = clock.wakeAt(clock.nowMs() + pauseMs, () => {
        this.#pausing.delete(cancel)
        again()
      })
      this.#pausing.set(cancel, () => ended('unknown'))
    }
  }
}
