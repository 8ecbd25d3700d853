import { clearTimeout, setTimeout } from 'node:timers'
import type { CancelWake, Clock } from '@async-invoke/engine'

/** A pause that ends after wall time, at a time of the runtime's clock, or when it is ended. */
export class Rest {
  readonly #clock: Clock
  #end = (): void => {}

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Rests for a wall time, and no longer than to a time of the clock. */
  for(wallMs: number, untilMs = Number.POSITIVE_INFINITY): Promise<void> {
    return this.#rest((end) => {
      const timer = setTimeout(end, wallMs)
      const cancelWake = Number.isFinite(untilMs) ? this.#clock.wakeAt(untilMs, end) : () => {}
      return () => {
        clearTimeout(timer)
        cancelWake()
      }
    })
  }

  /** Rests to a time of the clock, or until the signal is aborted. */
  until(atMs: number, signal: AbortSignal): Promise<void> {
    return this.#rest((end) => {
      const cancelWake = this.#clock.wakeAt(atMs, end)
      signal.addEventListener('abort', end, { once: true })
      return () => {
        cancelWake()
        signal.removeEventListener('abort', end)
      }
    })
  }

  /** Ends the pause, if there is one. */
  end(): void {
    this.#end()
  }

  #rest(arm: (end: () => void) => CancelWake): Promise<void> {
    return new Promise((resolve) => {
      const disarm = arm(() => this.#end())
      this.#end = () => {
        this.#end = () => {}
        disarm()
        resolve()
      }
    })
  }
}
