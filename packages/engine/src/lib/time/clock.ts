import { DueHeap } from './due-heap.ts'

/** Takes back a wake-up; does nothing once it has happened. */
export type CancelWake = () => void

/**
 * Where the engine reads time and asks to be woken. Everything that ends up in a document (ages, waits, timestamps)
 * comes from here, so that six hours can pass in a millisecond.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** Calls `wake` once when {@link nowMs} has reached `atMs`, never before; at once if it has already, but not within this call. */
  wakeAt(atMs: number, wake: () => void): CancelWake
}

/** `setTimeout` takes a signed 32-bit number of milliseconds; a longer wait is made of several. */
const longestTimeoutMs = 2 ** 31 - 1

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wakeAt(atMs, wake) {
    let timer: NodeJS.Timeout
    const wait = (): void => {
      const remainingMs = atMs - Date.now()
      // Timers may fire up to a millisecond early, and the machine's time may be set back: look again on waking.
      if (remainingMs <= 0) timer = setTimeout(wake, 0)
      else timer = setTimeout(() => (Date.now() >= atMs ? wake() : wait()), Math.min(remainingMs, longestTimeoutMs))
    }
    wait()
    return () => clearTimeout(timer)
  },
}

interface Wake {
  readonly run: () => void
  cancelled: boolean
}

/**
 * Time that stands still until it is advanced. Wake-ups run during the advance, in the order of their times and, at
 * the same time, in the order in which they were asked for.
 *
 * @example
 * const clock = new VirtualClock(0)
 * clock.wakeAt(60_000, () => console.log('one minute'))
 * clock.advanceMs(60_000) // one minute
 */
export class VirtualClock implements Clock {
  #nowMs: number
  readonly #wakes = new DueHeap<Wake>()

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

  /** When the earliest wake-up is due; `undefined` when nobody waits. */
  nextWakeAtMs(): number | undefined {
    for (let wake = this.#wakes.peek(); wake?.value.cancelled === true; wake = this.#wakes.peek()) this.#wakes.pop()
    return this.#wakes.peek()?.atMs
  }

  /** Moves time on and runs what has come due, including what is asked for on the way. */
  advanceMs(ms: number): void {
    this.advanceToMs(this.#nowMs + ms)
  }

  /** As {@link advanceMs}, to a moment; a moment that has passed moves nothing, and runs what is due by now. */
  advanceToMs(atMs: number): void {
    const end = Math.max(atMs, this.#nowMs)
    for (let dueMs = this.nextWakeAtMs(); dueMs !== undefined && dueMs <= end; dueMs = this.nextWakeAtMs()) {
      this.#nowMs = Math.max(this.#nowMs, dueMs)
      this.#wakes.pop()?.run()
    }
    this.#nowMs = end
  }
}
