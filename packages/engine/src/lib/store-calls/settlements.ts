import type { QueueStore, Settlement, SettleResult } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import { waitUntil } from '../time/wait-until.ts'
import type { Held } from './lease-keeper.ts'
import { PartBatchers } from './part-batchers.ts'

export interface SettlementsDependencies {
  readonly store: QueueStore
  readonly clock: Clock
  /** Pause after a failed call. */
  readonly pauseMs: number
  readonly fault: (fault: unknown) => void
}

/** Settles claims in batches, and again while the store fails. */
export class Settlements {
  readonly #dependencies: SettlementsDependencies
  readonly #batcher: PartBatchers<Settlement, SettleResult>

  constructor(dependencies: SettlementsDependencies) {
    const { store } = dependencies
    const { maxBatch } = store.capabilities
    this.#dependencies = dependencies
    this.#batcher = new PartBatchers((settlements) => store.settle(settlements), {
      maxBatch,
      partOf: store.partOf?.bind(store),
    })
  }

  /** Number of settlements without an answer of the store. */
  get waiting(): number {
    return this.#batcher.waiting
  }

  /**
   * Settles a claim, with retries while the store fails and the lease lasts; beyond that, the answer is `stale`. It is `unknown`
   * if the store calls the lease ended after an answer was lost: the lost answer may have confirmed the settlement. It is
   * `undefined` if the engine stopped.
   */
  async settle(settlement: Settlement, held: Held): Promise<SettleResult | 'unknown' | undefined> {
    const { clock, pauseMs, fault } = this.#dependencies
    held.isEnding = true
    try {
      for (let isRepeated = false; ; isRepeated = true) {
        try {
          const settled = new Promise<SettleResult>((resolve, reject) => this.#batcher.add(settlement, resolve, reject))
          return (await settled) === 'ok' ? 'ok' : isRepeated ? 'unknown' : 'stale'
        } catch (thrown) {
          fault(thrown)
          if (held.signal.aborted) return undefined
          if (!held.lasts(pauseMs)) return 'stale'
          await waitUntil(clock, aborted(held.signal), pauseMs)
        }
      }
    } finally {
      held.isEnding = false
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
