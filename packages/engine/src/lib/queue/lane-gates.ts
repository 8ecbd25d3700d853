import type { LaneLimit } from './queue-store.ts'

/** What holds lanes back, by name; a lane keeps it while it has no items. */
export class LaneGates {
  readonly #limits = new Map<string, number>()

  /** Sets limits, and removes those that are `null`. */
  limit(limits: readonly LaneLimit[]): void {
    for (const { lane, most } of limits)
      if (most === null) this.#limits.delete(lane)
      else this.#limits.set(lane, most)
  }

  /** True if the lane may give another item beside those that are `taken`. */
  admits(lane: string, taken: number): boolean {
    if (this.#limits.size === 0) return true
    return taken < (this.#limits.get(lane) ?? Number.POSITIVE_INFINITY)
  }
}
