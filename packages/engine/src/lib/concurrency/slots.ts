import type { ConcurrencyLimit } from '../ports.ts'
import { ConcurrencyPool, type RunCount } from './concurrency-pool.ts'

/** Gives a slot back. Call it once. */
export type Leave = () => void

/**
 * Slots for runs. Each run takes one, so that there is a single count of concurrent runs. A program that also runs
 * functions outside the engine, for example for synchronous calls, shares the engine's slots.
 */
export interface Slots {
  /** Takes a slot for a run of the function, or returns the limit that was met. */
  enter(functionName: string, reservedConcurrency: number | undefined): Leave | ConcurrencyLimit
  /** Number of free slots of a function with reserved concurrency. */
  reservedFree(functionName: string, reservedConcurrency: number): number
  /** Number of free slots that functions without reserved concurrency share. */
  unreservedFree(): number
  /**
   * Calls the listener whenever a slot becomes free.
   *
   * @returns a function that removes the listener
   */
  onFree(listener: () => void): () => void
}

/**
 * Creates slots that are counted in this process: the reserved concurrency of each function, for all its versions together,
 * and the unreserved concurrency that all other functions share (FNC-7 to FNC-9).
 *
 * @param unreservedConcurrency - Called for each run, since reservations change it; no limit by default.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 *
 * @example
 * ```ts
 * const slots = createSlots(() => 1_000 - reservedByFunctions())
 * const slot = slots.enter('orders', 5)
 * if (typeof slot === 'string') throw new Error(`throttled: ${slot}`)
 * try { await run() } finally { slot() }
 * ```
 */
export function createSlots(unreservedConcurrency: () => number = () => Number.POSITIVE_INFINITY): Slots {
  const pool = new ConcurrencyPool()
  const counts = new Map<string, RunCount>()
  const listeners = new Set<() => void>()
  return {
    enter(functionName, reserved) {
      const count: RunCount = counts.get(functionName) ?? { running: 0, reserved }
      count.reserved = reserved
      // Only for the pool: its limit may be expensive to compute.
      if (reserved === undefined) pool.limit = unreservedConcurrency()
      const kind = pool.enter(count)
      if (kind === undefined) return reserved === undefined ? 'account' : 'reserved'
      if (count.running === 1) counts.set(functionName, count)
      return () => {
        pool.leave(count, kind)
        if (count.running === 0) counts.delete(functionName)
        for (const listener of listeners) listener()
      }
    },
    reservedFree: (functionName, reserved) => reserved - (counts.get(functionName)?.running ?? 0),
    unreservedFree() {
      pool.limit = unreservedConcurrency()
      return pool.free
    },
    onFree(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
