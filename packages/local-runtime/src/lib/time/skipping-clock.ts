import type { CancelWake, Clock } from '@async-invoke/engine'

interface Wake {
  readonly atMs: number
  readonly run: () => void
  cancel: CancelWake
}

/**
 * Clock that follows its base clock and can jump ahead to the next wake-up: work takes its real time, waiting takes
 * none.
 *
 * @example
 * const clock = new SkippingClock(systemClock)
 * clock.wakeAt(clock.nowMs() + 3_600_000, () => console.log('an hour later'))
 * clock.skip() // an hour later
 */
export class SkippingClock implements Clock {
  readonly #base: Clock
  readonly #wakes = new Set<Wake>()
  #skippedMs: number

  /** @param skippedMs - head start over the base clock */
  constructor(base: Clock, skippedMs = 0) {
    this.#base = base
    this.#skippedMs = skippedMs
  }

  nowMs(): number {
    return this.#base.nowMs() + this.#skippedMs
  }

  wakeAt(atMs: number, run: () => void): CancelWake {
    const wake: Wake = { atMs, run, cancel: () => {} }
    this.#wakes.add(wake)
    this.#arm(wake)
    return () => {
      wake.cancel()
      this.#wakes.delete(wake)
    }
  }

  /**
   * Jumps to the earliest wake-up, which then runs at once. Does nothing if there is none, or if one is already due.
   */
  skip(): void {
    const dueMs = Math.min(...[...this.#wakes].map(({ atMs }) => atMs))
    const jumpMs = dueMs - this.nowMs()
    if (!Number.isFinite(jumpMs) || jumpMs <= 0) return
    this.#skippedMs += jumpMs
    for (const wake of this.#wakes) {
      wake.cancel()
      this.#arm(wake)
    }
  }

  #arm(wake: Wake): void {
    wake.cancel = this.#base.wakeAt(wake.atMs - this.#skippedMs, () => {
      this.#wakes.delete(wake)
      wake.run()
    })
  }
}
