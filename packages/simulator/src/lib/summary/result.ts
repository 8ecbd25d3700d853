import type { TargetUse } from '@async-invoke/schemas/target'
import type { NumberName } from '../run/numbers.ts'
import type { Priced } from './prices.ts'
import type { Spread } from './spread.ts'

/** What a scenario came to: each number as its spread over the seeds. */
export interface ScenarioResult {
  readonly version: '1.0'
  readonly title: string
  /** Seeds that every variant has run with. */
  readonly seeds: readonly number[]
  /** False if the run was interrupted: it then has fewer seeds than were asked for. */
  readonly isComplete: boolean
  readonly variants: readonly VariantResult[]
  /** The first variant against each other, seed by seed on the same load. */
  readonly comparisons: readonly Comparison[]
}

/** What one variant came to. */
export interface VariantResult {
  readonly name: string
  readonly about?: string
  readonly numbers: Readonly<Record<NumberName, Spread>>
  readonly functions: readonly FunctionSummary[]
  readonly messages: readonly MessageSummary[]
  /** What it used of everything that can have a price. */
  readonly quantities: Readonly<Partial<Record<Priced, Spread>>>
  readonly cost?: Cost
  readonly course: CourseSummary
}

/** The settings of a function under a variant, and what came of its events. */
export interface FunctionSummary {
  readonly name: string
  readonly settings: {
    readonly MaximumRetryAttempts: number
    readonly MaximumEventAgeInSeconds: number
    readonly ReservedConcurrentExecutions?: number
  }
  /** Events that arrived, those that are queued twice counted twice. */
  readonly events: Spread
  readonly succeeded: Spread
  readonly dropped: Spread
  readonly runs: Spread
  readonly throttles: Spread
  /** Most runs at the same time. */
  readonly mostRunning: Spread
}

/** Records or dead letters of a function to one target. */
export interface MessageSummary {
  readonly functionName: string
  readonly side: TargetUse
  readonly target: string
  readonly count: Spread
}

/** Amounts in the currency of the price list. */
export interface Cost {
  readonly currency: string
  readonly total: Spread
  readonly items: Readonly<Partial<Record<Priced, Spread>>>
}

/** How a variant went over time: for each step, percentiles over the seeds. */
export interface CourseSummary {
  readonly stepSeconds: number
  /** Most pending events in the step. */
  readonly pending: Band
  /** Greatest age of a pending event in the step, in milliseconds. */
  readonly oldestAgeMs: Band
  /** Events that ended in the step. */
  readonly succeeded: Band
  readonly dropped: Band
  readonly throttles: Band
}

/** Percentiles over the seeds, for each step. */
export interface Band {
  readonly p10: readonly number[]
  readonly p50: readonly number[]
  readonly p90: readonly number[]
}

/** The differences of two variants: the second less the first. */
export interface Comparison {
  readonly from: string
  readonly to: string
  readonly numbers: Readonly<Record<NumberName, Spread>>
  /** Difference of the amounts, if there are prices. */
  readonly cost?: Spread
}
