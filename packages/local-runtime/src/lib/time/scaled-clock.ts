import type { CancelWake, Clock } from '@async-invoke/engine'

/**
 * Clock that runs faster or slower than its base clock by a constant factor, from its creation on.
 *
 * @example
 * const clock = new ScaledClock(systemClock, 60)
 * clock.wakeAt(clock.nowMs() + 60_000, () => console.log('one minute on this clock, one second on the system clock'))
 */
export class ScaledClock implements Clock {
  readonly #base: Clock
  readonly #speed: number
  readonly #baseStartMs: number
  readonly #startMs: number

  /** @param startMs - time at creation; by default that of the base clock */
  constructor(base: Clock, speed: number, startMs?: number) {
    this.#base = base
    this.#speed = speed
    this.#baseStartMs = base.nowMs()
    this.#startMs = startMs ?? this.#baseStartMs
  }

  nowMs(): number {
    return this.#startMs + Math.floor((this.#base.nowMs() - this.#baseStartMs) * this.#speed)
  }

  wakeAt(atMs: number, wake: () => void): CancelWake {
    return this.#base.wakeAt(this.#baseStartMs + Math.ceil((atMs - this.#startMs) / this.#speed), wake)
  }
}
