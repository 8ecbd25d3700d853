import type { CancelWake, Clock } from './clock.ts'

interface Bounds {
  readonly lowMs: number
  readonly highMs: number
  /** When they were computed, on this process's clock. */
  readonly atMs: number
}

/** The difference counts as known once the bounds are this close: one quick call suffices. */
const maxUncertaintyMs = 5_000
/** Clocks drift apart by less than this part of the time that passes. */
const maxDrift = 1e-4

/**
 * The time of a store whose clock is its server's, kept by this process's clock and the difference that each answer shows. All
 * processes on a store then agree about ages, waits and timestamps, however wrong their own clocks are. It never goes back.
 */
export class StoreClock implements Clock {
  readonly #clock: Clock
  #aheadMs: number | undefined
  /** Bounds of the difference that all calls so far allow. */
  #bounds: Bounds | undefined
  #latestMs = Number.NEGATIVE_INFINITY
  #waiting: ((isMeasured: boolean) => void)[] = []

  /** @param clock - this process's clock, which only has to run at the right pace */
  constructor(clock: Clock) {
    this.#clock = clock
  }

  nowMs(): number {
    this.#latestMs = Math.max(this.#latestMs, this.#clock.nowMs() + (this.#aheadMs ?? 0))
    return this.#latestMs
  }

  wakeAt(atMs: number, wake: () => void): CancelWake {
    // Not by the latest time, which stands still where the difference has shrunk.
    return this.#clock.wakeAt(atMs - (this.#aheadMs ?? 0), wake)
  }

  /**
   * Calls the store, and takes the difference from the time in its answer, which lies between the start and the end of the
   * call. A slow call allows much and a quick one little, so the bounds of all calls are kept together.
   */
  async measured<Answer extends { readonly nowMs: number }>(call: () => Promise<Answer>): Promise<Answer> {
    const sentMs = this.#clock.nowMs()
    try {
      const answer = await call()
      const atMs = this.#clock.nowMs()
      this.#measure({ lowMs: answer.nowMs - atMs, highMs: answer.nowMs - sentMs, atMs })
      return answer
    } catch (fault) {
      this.#answer(false)
      throw fault
    }
  }

  /** Resolves with true once the difference is known, and with false if the store fails before. */
  whenMeasured(): Promise<boolean> {
    if (this.#aheadMs !== undefined) return Promise.resolve(true)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  get isMeasured(): boolean {
    return this.#aheadMs !== undefined
  }

  /** Ends the waiting of {@link whenMeasured}, for a process that stops. */
  close(): void {
    this.#answer(false)
  }

  #measure(now: Bounds): void {
    const before = this.#bounds
    const driftMs = before === undefined ? 0 : maxDrift * Math.abs(now.atMs - before.atMs)
    const lowMs = Math.max(now.lowMs, (before?.lowMs ?? Number.NEGATIVE_INFINITY) - driftMs)
    const highMs = Math.min(now.highMs, (before?.highMs ?? Number.POSITIVE_INFINITY) + driftMs)
    // Bounds that exclude each other: one of the clocks was set.
    this.#bounds = lowMs > highMs ? now : { lowMs, highMs, atMs: now.atMs }
    if (this.#aheadMs === undefined && this.#bounds.highMs - this.#bounds.lowMs > maxUncertaintyMs) return
    // The first time is a correction, however large: before it, nothing was decided by this clock.
    if (this.#aheadMs === undefined) this.#latestMs = Number.NEGATIVE_INFINITY
    this.#aheadMs = Math.round((this.#bounds.lowMs + this.#bounds.highMs) / 2)
    this.#answer(true)
  }

  #answer(isMeasured: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(isMeasured)
  }
}
