import type { CancelWake, Clock } from '@async-invoke/engine'

/** Record of how far time has come. */
export interface Mark {
  reach(atMs: number): void
}

/**
 * Clock that moves its mark before it returns a time past it. The mark goes `aheadMs` further than that time, so that a
 * flowing clock writes one now and then instead of at every reading. After a crash, a clock that starts at the mark is
 * never behind a time that this one has returned.
 *
 * @example
 * const clock = new MarkedClock(new ScaledClock(systemClock, 60), mark, 60_000) // marked once a second
 */
export class MarkedClock implements Clock {
  readonly #base: Clock
  readonly #mark: Mark
  readonly #aheadMs: number
  #markedMs = Number.NEGATIVE_INFINITY

  constructor(base: Clock, mark: Mark, aheadMs: number) {
    this.#base = base
    this.#mark = mark
    this.#aheadMs = aheadMs
  }

  nowMs(): number {
    const nowMs = this.#base.nowMs()
    if (nowMs > this.#markedMs) {
      this.#markedMs = nowMs + this.#aheadMs
      this.#mark.reach(this.#markedMs)
    }
    return nowMs
  }

  wakeAt(atMs: number, wake: () => void): CancelWake {
    return this.#base.wakeAt(atMs, wake)
  }
}
