import { stopped } from '../engine-error.ts'
import type { Clock } from '../time/clock.ts'

export interface DrainWatchDependencies {
  readonly clock: Clock
  /** True if no claim, attempt, delivery or acceptance is in progress. */
  readonly isIdle: () => boolean
  /** Number of items in the store that the engine can still process. */
  readonly countLeft: () => Promise<number>
  readonly fault: (fault: unknown) => void
  /** Pause after a failed count. */
  readonly retryMs: number
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/**
 * Resolves promises when the queue is empty. It counts items when the engine becomes idle, and only while a caller waits:
 * there is no polling and no cost on the hot path.
 */
export class DrainWatch {
  readonly #dependencies: DrainWatchDependencies
  #waiters: Waiter[] = []
  #counting = false
  #countAgain = false
  #closed = false
  #cancelRetry = (): void => {}

  constructor(dependencies: DrainWatchDependencies) {
    this.#dependencies = dependencies
  }

  drained(): Promise<void> {
    if (this.#closed) return Promise.reject(stopped())
    const drained = new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
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
    this.#cancelRetry()
    if (this.#waiters.length === 0) return
    const left = await this.#left()
    for (const { resolve, reject } of this.#takeWaiters())
      if (left === 0) resolve()
      else reject(stopped())
  }

  async #count(): Promise<void> {
    this.#counting = true
    this.#cancelRetry()
    let left: number | undefined
    do {
      this.#countAgain = false
      left = await this.#left()
    } while (this.#countAgain && !this.#closed)
    this.#counting = false
    // If the engine is busy, it calls again once it is idle.
    if (this.#closed || !this.#dependencies.isIdle()) return
    if (left === 0) for (const { resolve } of this.#takeWaiters()) resolve()
    else if (left === undefined) this.#countLater()
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

  #countLater(): void {
    const { clock, retryMs } = this.#dependencies
    this.#cancelRetry = clock.wakeAt(clock.nowMs() + retryMs, () => this.check())
  }

  #takeWaiters(): readonly Waiter[] {
    return this.#waiters.splice(0)
  }
}
