import { type BackPressure, ease, freshBackPressure } from '../decide/back-pressure.ts'

/** Whether concurrency at its limit answers a throttle, as Lambda does, or lets events wait for a free place. */
export type ConcurrencyMode = 'as-lambda' | 'wait'

/** What one function has under way. */
export interface FunctionLoad {
  /** Runs that hold a place. */
  running: number
  /** Events claimed and not settled, running ones included. */
  claimed: number
  /** Reserved concurrency as last resolved; `null` is none, `undefined` not known yet. */
  reserved: number | null | undefined
  pressure: BackPressure
}

export function freshFunctionLoad(): FunctionLoad {
  return { running: 0, claimed: 0, reserved: undefined, pressure: freshBackPressure() }
}

/** Which of the two kinds of concurrency a run holds. */
export type Place = 'reserved' | 'pool'

/**
 * The places that runs may take: each function's reserved concurrency and, for functions without one, the pool that they
 * share, which is the account's limit less everything reserved (FNC-7, FNC-8).
 */
export class ConcurrencyPool {
  readonly #limit: number
  #taken = 0

  constructor(unreservedConcurrency = Number.POSITIVE_INFINITY) {
    this.#limit = unreservedConcurrency
  }

  get free(): number {
    return this.#limit - this.#taken
  }

  /** Takes a place for one run of the function, or answers `undefined` when it may not run now. */
  enter(load: FunctionLoad): Place | undefined {
    const { reserved } = load
    if (reserved === null || reserved === undefined) {
      if (this.free < 1) return undefined
      this.#taken += 1
      load.running += 1
      return 'pool'
    }
    if (load.running >= reserved) return undefined
    load.running += 1
    return 'reserved'
  }

  leave(load: FunctionLoad, place: Place, nowMs: number): void {
    load.running -= 1
    if (place === 'pool') this.#taken -= 1
    ease(load.pressure, nowMs)
  }
}
