import { stopped } from '../engine-error.ts'
import type { Clock } from '../time/clock.ts'

export interface DrainWatchDependencies {
  readonly clock: Clock
  /** True if no claim, attempt, delivery or acceptance is in progress. */
  readonly isIdle: () => boolean
  /** Number of items in the store that the engine can still process. */
  readonly countLeft: () => Promise<number>
  /** Claims what is due and calls {@link DrainWatch.check} once the engine is idle. */
  readonly claimDue: () => void
  readonly fault: (fault: unknown) => void
  /** Pause after a failed count. */
  readonly retryMs: number
  /** Time after which items that are left are looked at again: another engine may have taken them, or left them. */
  readonly recountMs: number
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/**
 * Resolves promises when the queue is empty. It counts items only while a caller waits: when the engine becomes idle, and
 * once per lease, since another engine on the store does not announce what it settles. There is no cost on the hot path.
 */
export class DrainWatch {
  readonly #dependencies: DrainWatchDependencies
  #waiters: Waiter[] = []
  #counting = false
  #countAgain = false
  #closed = false
  #cancelRecount = (): void => {}

  constructor(dependencies: DrainWatchDependencies) {
    this.#dependencies = dependencies
  }

  drained(): Promise<void> {
    const drained = new Promise<void>((resolve, reject) => {
      if (this.#closed) reject(stopped())
      else this.#waiters.push({ resolve, reject })
    })
    // A caller may ignore the promise: a stop that rejects it must not end the process.
    drained.catch(() => {})
    this.check()
    return drained
  }

  /** Call it when the engine has become idle. */
  check(): void {
    if (this.#waiters.length === 0 || this.#closed) return
    // The current count may predate an event.
    if (this.#counting) this.#countAgain = true
    else if (this.#dependencies.isIdle()) void this.#count()
  }

  /** Settles all promises after a stop: resolves them if the queue is empty, otherwise rejects with `stopped`. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelRecount()
    if (this.#waiters.length === 0) return
    const left = await this.#left()
    for (const { resolve, reject } of this.#takeWaiters())
      if (left === 0) resolve()
      else reject(stopped())
  }

  async #count(): Promise<void> {
    this.#counting = true
    this.#cancelRecount()
    let left: number | undefined
    do {
      this.#countAgain = false
      left = await this.#left()
    } while (this.#countAgain && !this.#closed)
    this.#counting = false
    // If the engine is busy, it calls again once it is idle.
    if (this.#closed || !this.#dependencies.isIdle()) return
    if (left === 0) for (const { resolve } of this.#takeWaiters()) resolve()
    else this.#recountIn(left === undefined ? this.#dependencies.retryMs : this.#dependencies.recountMs)
  }

  /** Number of items left, or `undefined` if the store fails. */
  async #left(): Promise<number | undefined> {
    try {
      return await this.#dependencies.countLeft()
    } catch (fault) {
      this.#dependencies.fault(fault)
      return undefined
    }
  }

  #recountIn(ms: number): void {
    const { clock, claimDue } = this.#dependencies
    this.#cancelRecount = clock.wakeAt(clock.nowMs() + ms, claimDue)
  }

  #takeWaiters(): readonly Waiter[] {
    return this.#waiters.splice(0)
  }
}
