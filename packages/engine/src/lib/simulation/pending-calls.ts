import type { QueueStore } from '../queue/queue-store.ts'
import { macrotask } from '../time/macrotask.ts'

/** Calls to a store that answers in time of its own, as a database does, while the time of a simulation stands still. */
export class PendingCalls {
  #count = 0

  /** Wraps a store, whose calls are then counted. */
  of(store: QueueStore): QueueStore {
    return {
      capabilities: store.capabilities,
      enqueue: (items) => this.#during(store.enqueue(items)),
      claim: (query) => this.#during(store.claim(query)),
      settle: (settlements) => this.#during(store.settle(settlements)),
      ...(store.extend !== undefined && {
        extend: (tokens, leaseMs) => this.#during(store.extend?.(tokens, leaseMs) ?? Promise.resolve([])),
      }),
      ...(store.setLaneLimits !== undefined && {
        setLaneLimits: (limits) => this.#during(store.setLaneLimits?.(limits) ?? Promise.resolve()),
      }),
      ...(store.onWake !== undefined && { onWake: (listener) => store.onWake?.(listener) ?? (() => {}) }),
      stats: () => this.#during(store.stats()),
      close: () => store.close(),
    }
  }

  /** Resolves after everything that can happen without time passing, calls and what follows from their answers included. */
  async ended(): Promise<void> {
    await macrotask()
    if (this.#count === 0) return
    for (let quiet = 0; quiet < 2; quiet = this.#count > 0 ? 0 : quiet + 1) await macrotask()
  }

  async #during<Result>(call: Promise<Result>): Promise<Result> {
    this.#count += 1
    try {
      return await call
    } finally {
      this.#count -= 1
    }
  }
}
