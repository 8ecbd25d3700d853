import type { CancelWake, Clock } from '@async-invoke/engine'

/** Where it is written down how far time has come. */
export interface Mark {
  reach(atMs: number): void
}

/**
 * A clock that is never read past its mark: before it tells a later moment, the mark is moved there, and `aheadMs` further,
 * so that time which flows is marked now and then and not at every reading. A clock that begins at the mark after a crash
 * is thus never behind anything that this one told.
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
