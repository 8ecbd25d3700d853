import { ConcurrencyPool, type RunCount } from './concurrency-pool.ts'

/** Gives a slot back; to be called once. */
export type Leave = () => void

/** The limit that leaves a run no slot: its function's reserved concurrency, or what the account has left. */
export type ConcurrencyLimit = 'reserved' | 'account'

/**
 * The slots of all runs, one for each: the only count of what runs at one time. A program that runs functions beside the
 * engine, as for synchronous calls, shares the engine's slots and takes one for each run.
 */
export interface Slots {
  /** Takes a slot for one run of the function, or answers the limit that is reached. */
  enter(functionName: string, reservedConcurrency: number | undefined): Leave | ConcurrencyLimit
  /** How many more runs of a function with reserved concurrency would find a slot now. */
  reservedFree(functionName: string, reservedConcurrency: number): number
  /** How many more runs of functions without it would find a slot now. */
  unreservedFree(): number
  /** Calls the listener whenever a slot has come free, until the function that it returns is called. */
  onFree(listener: () => void): () => void
}

/**
 * Slots counted in this process: a function's reserved concurrency, all its versions together, and for functions without
 * one the unreserved concurrency, which they share (FNC-7 to FNC-9).
 *
 * @param unreservedConcurrency asked at each run, since it changes with what functions reserve; no limit when missing
 *
 * @example
 * const slots = createSlots(() => 1_000 - reservedByFunctions())
 * const slot = slots.enter('orders', 5)
 * if (typeof slot === 'string') throw new Error(`throttled: ${slot}`)
 * try { await run() } finally { slot() }
 */
export function createSlots(unreservedConcurrency: () => number = () => Number.POSITIVE_INFINITY): Slots {
  const pool = new ConcurrencyPool()
  const counts = new Map<string, RunCount>()
  const listeners = new Set<() => void>()
  return {
    enter(functionName, reserved) {
      const count: RunCount = counts.get(functionName) ?? { running: 0, reserved }
      count.reserved = reserved
      // A reserved slot is not of the pool, whose limit may cost a look at every function.
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
