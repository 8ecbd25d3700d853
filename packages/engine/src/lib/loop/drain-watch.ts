import { stopped } from '../engine-error.ts'
import type { Clock } from '../time/clock.ts'

export interface DrainWatchDependencies {
  readonly clock: Clock
  /** True if no claim, attempt, delivery or acceptance is under way. */
  readonly isIdle: () => boolean
  /** Items in the store that the engine can still carry out. */
  readonly countLeft: () => Promise<number>
  readonly fault: (fault: unknown) => void
  /** Pause before the next count after one that failed. */
  readonly retryMs: number
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/**
 * Resolves promises when the queue is empty. It counts when the engine turns idle, and only while someone waits, so that
 * it neither polls nor costs the hot path anything.
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

  /** To be called when the engine has turned idle. */
  check(): void {
    if (this.#waiters.length === 0 || this.#closed) return
    // The count under way may be older than what has happened since.
    if (this.#counting) this.#countAgain = true
    else if (this.#dependencies.isIdle()) void this.#count()
  }

  /** Resolves the promises if the queue is empty at the end, and rejects them with `stopped` otherwise. */
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
    // Not idle, the engine calls again when it is.
    if (this.#closed || !this.#dependencies.isIdle()) return
    if (left === 0) for (const { resolve } of this.#takeWaiters()) resolve()
    else if (left === undefined) this.#countLater()
  }

  /** `undefined` when the store cannot tell. */
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
