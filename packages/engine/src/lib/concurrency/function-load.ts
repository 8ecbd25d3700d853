import { type BackPressure, freshBackPressure } from '../decide/back-pressure.ts'
import { freshThrottledGroup, type ThrottledGroup } from '../decide/throttled-group.ts'

/** What happens at a concurrency limit: a throttle, as Lambda does (`as-lambda`), or a wait for a free slot (`wait`). */
export type ConcurrencyMode = 'as-lambda' | 'wait'

/** Load of one function. */
export interface FunctionLoad {
  /** Number of runs that hold a slot. */
  running: number
  /** Number of events claimed and not settled, running ones included. */
  claimed: number
  /** Reserved concurrency as last resolved; `null` for none, `undefined` if unknown. */
  reserved: number | null | undefined
  /** Limit of the lane that the store keeps to; `null` for none, `undefined` if unknown. */
  limit: number | null | undefined
  pressure: BackPressure
  /** Events are named by their item ids; those of a simulation by their handles. */
  readonly throttled: ThrottledGroup<string | number>
}

export function freshFunctionLoad(): FunctionLoad {
  return {
    running: 0,
    claimed: 0,
    reserved: undefined,
    limit: undefined,
    pressure: freshBackPressure(),
    throttled: freshThrottledGroup(),
  }
}
