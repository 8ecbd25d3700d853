import type { LaneLimit } from './queue-store.ts'

/** What holds lanes back, by name; a lane keeps it while it has no items. */
export class LaneGates {
  readonly #limits = new Map<string, number>()
  readonly #paused = new Set<string>()

  /** Names of the lanes that are paused. */
  get paused(): ReadonlySet<string> {
    return this.#paused
  }

  /** Sets limits, and removes those that are `null`. */
  limit(limits: readonly LaneLimit[]): void {
    for (const { lane, most } of limits)
      if (most === null) this.#limits.delete(lane)
      else this.#limits.set(lane, most)
  }

  limitOf(lane: string): number | undefined {
    return this.#limits.get(lane)
  }

  pause(lane: string): void {
    this.#paused.add(lane)
  }

  resume(lane: string): void {
    this.#paused.delete(lane)
  }

  /** True if the lane may give another item beside those that are `taken`. */
  admits(lane: string, taken: number): boolean {
    if (this.#limits.size === 0 && this.#paused.size === 0) return true
    return !this.#paused.has(lane) && taken < (this.#limits.get(lane) ?? Number.POSITIVE_INFINITY)
  }
}
