import { DueHeap } from './due-heap.ts'

/** Cancels a wake-up. It has no effect once the wake-up has happened. */
export type CancelWake = () => void

/**
 * Source of time and wake-ups for the engine. All times in documents (ages, waits, timestamps) come from it, so that six
 * hours can pass in a millisecond.
 */
export interface Clock {
  /** Current time in milliseconds since the epoch. */
  nowMs(): number
  /**
   * Calls `wake` once when {@link nowMs} has reached `atMs`, never earlier. If the time has come already, it calls soon, but
   * never within this call.
   */
  wakeAt(atMs: number, wake: () => void): CancelWake
}

/** Maximum delay of `setTimeout`, a signed 32-bit number. A longer wait takes several timers. */
const maxTimeoutMs = 2 ** 31 - 1

/**
 * Creates a clock over the time of the machine that never runs backwards: when the machine's time is set back, it goes on
 * from where it was; when it is set forward, as after sleep, it follows.
 *
 * @param wallMs - the machine's time in milliseconds since the epoch
 * @param steadyMs - milliseconds since any moment, unaffected by changes of the machine's time
 */
export function createSystemClock(wallMs = () => Date.now(), steadyMs = () => performance.now()): Clock {
  let offsetMs = wallMs() - steadyMs()
  const nowMs = (): number => {
    const wall = wallMs()
    const steady = steadyMs()
    // A difference below a millisecond is rounding.
    if (wall > steady + offsetMs) offsetMs = wall - steady
    return Math.floor(steady + offsetMs)
  }
  return {
    nowMs,
    wakeAt(atMs, wake) {
      let timer: NodeJS.Timeout
      const wait = (): void => {
        const remainingMs = atMs - nowMs()
        // Timers may fire up to a millisecond early: check again on waking.
        if (remainingMs <= 0) timer = setTimeout(wake, 0)
        else timer = setTimeout(() => (nowMs() >= atMs ? wake() : wait()), Math.min(remainingMs, maxTimeoutMs))
      }
      wait()
      return () => clearTimeout(timer)
    },
  }
}

/** The machine's time, which never runs backwards here, and its timers. */
export const systemClock: Clock = createSystemClock()

interface Wake {
  readonly run: () => void
  cancelled: boolean
}

/** The last time that a date can hold. */
const lastMs = 8.64e15

/**
 * A clock that stands still until it is advanced. Wake-ups run during the advance, in the order of their times, and at the
 * same time in the order in which they were requested.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock(0)
 * clock.wakeAt(60_000, () => console.log('one minute'))
 * clock.advanceMs(60_000) // one minute
 * ```
 */
export class VirtualClock implements Clock {
  #nowMs: number
  readonly #wakes = new DueHeap<Wake>()

  /** @param startMs - Initial time in milliseconds since the epoch. */
  constructor(startMs = 0) {
    this.#nowMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  wakeAt(atMs: number, run: () => void): CancelWake {
    const wake = { run, cancelled: false }
    this.#wakes.push(atMs, wake)
    return () => {
      wake.cancelled = true
    }
  }

  /** Returns when the earliest wake-up is due; `undefined` if there is none. */
  nextWakeAtMs(): number | undefined {
    for (let wake = this.#wakes.peek(); wake?.value.cancelled === true; wake = this.#wakes.peek()) this.#wakes.pop()
    return this.#wakes.peek()?.atMs
  }

  /** Advances the time and runs the wake-ups that become due, including those requested meanwhile. */
  advanceMs(ms: number): void {
    this.advanceToMs(this.#nowMs + ms)
  }

  /**
   * Advances to a time, as {@link advanceMs} does. For a time in the past, only runs the wake-ups that are due already.
   *
   * @throws `RangeError` for what is no time that a date can hold: it would stand still for ever
   */
  advanceToMs(atMs: number): void {
    if (typeof atMs !== 'number' || !(Math.abs(atMs) <= lastMs))
      throw new RangeError(
        `time cannot be advanced to ${atMs}, which is no number of milliseconds that a date can hold`,
      )
    const end = Math.max(atMs, this.#nowMs)
    for (let dueMs = this.nextWakeAtMs(); dueMs !== undefined && dueMs <= end; dueMs = this.nextWakeAtMs()) {
      this.#nowMs = Math.max(this.#nowMs, dueMs)
      this.#wakes.pop()?.run()
    }
    this.#nowMs = end
  }
}
