import { type BackPressure, freshBackPressure } from '../decide/back-pressure.ts'

/** Whether concurrency at its limit answers a throttle, as Lambda does, or lets events wait for a free slot. */
export type ConcurrencyMode = 'as-lambda' | 'wait'

/** What one function has under way. */
export interface FunctionLoad {
  /** Runs that hold a slot. */
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
