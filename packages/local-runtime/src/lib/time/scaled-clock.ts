import type { CancelWake, Clock } from '@async-invoke/engine'

/**
 * Time that passes several times as fast as that of the clock below it, from the moment of its creation on.
 *
 * @example
 * const clock = new ScaledClock(systemClock, 60)
 * clock.wakeAt(clock.nowMs() + 60_000, () => console.log('a minute of its time, a second of yours'))
 */
export class ScaledClock implements Clock {
  readonly #base: Clock
  readonly #speed: number
  readonly #baseStartMs: number
  readonly #startMs: number

  /** `startMs`: what it says at its creation; by default what the clock below it says. */
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
