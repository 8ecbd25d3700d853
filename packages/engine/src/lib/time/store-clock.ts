import type { CancelWake, Clock } from './clock.ts'

/**
 * The time of a store whose clock is its server's, kept by this process's clock and the difference that each answer shows. All
 * processes on a store then agree about ages, waits and timestamps, however wrong their own clocks are. It never goes back.
 */
export class StoreClock implements Clock {
  readonly #clock: Clock
  #aheadMs: number | undefined
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

  /** Calls the store, and takes the difference from the time in its answer: that of the middle of the call. */
  async measured<Answer extends { readonly nowMs: number }>(call: () => Promise<Answer>): Promise<Answer> {
    const sentMs = this.#clock.nowMs()
    try {
      const answer = await call()
      this.#measure(answer.nowMs - (sentMs + this.#clock.nowMs()) / 2)
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

  #measure(aheadMs: number): void {
    // The first time is a correction, however large; before it, nothing was decided by this clock.
    if (this.#aheadMs === undefined) this.#latestMs = Number.NEGATIVE_INFINITY
    this.#aheadMs = Math.round(aheadMs)
    this.#answer(true)
  }

  #answer(isMeasured: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(isMeasured)
  }
}
