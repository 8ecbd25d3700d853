import { microtask } from '../time/microtask.ts'

/**
 * The listeners of a store in this process. They are called after the current call, once for all calls of a turn, so that
 * waking costs next to nothing on the hot path.
 */
export class WakeUps {
  readonly #listeners = new Set<() => void>()
  #waking = false

  add(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  wake(): void {
    if (this.#waking || this.#listeners.size === 0) return
    this.#waking = true
    microtask(() => {
      this.#waking = false
      for (const listener of this.#listeners) listener()
    })
  }
}
