import type { QueueStore } from '../queue/queue-store.ts'

interface Pending {
  readonly most: number | null
  readonly kept: Promise<void>
}

/** Sets the limits of lanes in a store, one call at a time for each lane, so that the last one wins. */
export class LaneLimits {
  readonly #store: QueueStore
  readonly #pending = new Map<string, Pending>()

  constructor(store: QueueStore) {
    this.#store = store
  }

  /** Resolves once the store keeps to the limit. */
  set(lane: string, most: number | null): Promise<void> {
    const before = this.#pending.get(lane)
    if (before?.most === most) return before.kept
    const kept = this.#set(before?.kept, lane, most)
    const pending = { most, kept }
    this.#pending.set(lane, pending)
    const ended = (): void => {
      if (this.#pending.get(lane) === pending) this.#pending.delete(lane)
    }
    kept.then(ended, ended)
    return kept
  }

  async #set(before: Promise<void> | undefined, lane: string, most: number | null): Promise<void> {
    await before?.catch(() => {})
    await this.#store.setLaneLimits?.([{ lane, most }])
  }
}
