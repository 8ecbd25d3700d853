import { type EventInvokeConfig, eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from '../concurrency/function-load.ts'
import { stretchOf } from '../decide/back-pressure.ts'
import type { RetrySettings, TerminalCondition } from '../decide/decide-next.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'

/** A function that is simulated instead of run. */
export interface SimulatedFunction {
  readonly name: string
  /**
   * Share of the arrivals, in any unit.
   *
   * @defaultValue `1`
   */
  readonly share?: number
  /**
   * Mean duration of a run, in milliseconds. Durations are distributed exponentially.
   *
   * @defaultValue `0`
   */
  readonly durationMs?: number
  /**
   * Probability, 0 to 1, that a run is a function error.
   *
   * @defaultValue `0`
   */
  readonly errorRate?: number
  /**
   * Probability, 0 to 1, that a run is a system error.
   *
   * @defaultValue `0`
   */
  readonly systemErrorRate?: number
  /** Reserved concurrency. Without it, the function shares the slots of `unreservedConcurrency`. */
  readonly reservedConcurrency?: number
  /** Settings of the function; absent ones have Lambda's defaults. */
  readonly config?: Pick<EventInvokeConfig, 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds'>
}

/** Options of {@link simulate}. */
export interface SimulationOptions {
  /** Seed for all random choices. */
  readonly seed: number
  /** Number of events and their mean rate. Gaps are distributed exponentially, in whole milliseconds. */
  readonly arrivals: { readonly events: number; readonly perSecond: number }
  readonly functions: readonly SimulatedFunction[]
  /**
   * What happens at a concurrency limit.
   *
   * @defaultValue `as-lambda`
   */
  readonly concurrency?: ConcurrencyMode
  /**
   * Number of slots shared by functions without reserved concurrency.
   *
   * @defaultValue no limit
   */
  readonly unreservedConcurrency?: number
  /**
   * Whether to poll a throttled function more slowly and stretch its retry intervals.
   *
   * @defaultValue `off`
   */
  readonly backpressure?: 'off' | 'adaptive'
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /**
   * Maximum number of pending events.
   *
   * @defaultValue `20_000_000`
   */
  readonly maxPending?: number
}

/** Result for one function. */
export interface FunctionResult {
  readonly name: string
  /** Number of events that arrived. */
  readonly events: number
  readonly runs: number
  readonly throttles: number
  /** Maximum number of concurrent runs. */
  readonly maxRunning: number
  /** Number of events by the condition with which they ended. */
  readonly outcomes: Readonly<Record<TerminalCondition, number>>
  /** Time from acceptance to the first run, in milliseconds, summed over all events that ran. */
  readonly totalWaitMs: number
  /** Maximum time from acceptance to the first run, in milliseconds. */
  readonly maxWaitMs: number
}

/** Result of {@link simulate}. */
export interface SimulationResult {
  readonly seed: number
  /** Number of events that arrived. */
  readonly events: number
  /** Number of steps: arrivals, due events and ends of runs. */
  readonly steps: number
  readonly runs: number
  readonly throttles: number
  /** Number of events by the condition with which they ended. */
  readonly outcomes: Readonly<Record<TerminalCondition, number>>
  /** Virtual time of the last step, in milliseconds. */
  readonly endedAtMs: number
  /** Maximum number of pending events. */
  readonly peakPending: number
  /** Hash of all steps, to compare runs. */
  readonly hash: number
  readonly functions: readonly FunctionResult[]
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] }

/** Running totals of a simulated function. */
export interface Tally extends Writable<Omit<FunctionResult, 'outcomes'>> {
  readonly index: number
  readonly simulated: SimulatedFunction
  readonly outcomes: Record<TerminalCondition, number>
  readonly load: FunctionLoad
  readonly settings: RetrySettings
  readonly maxAgeMs: number
  /** Settings with the current stretch of the function. */
  stretched(): RetrySettings
}

export function createTally(simulated: SimulatedFunction, index: number): Tally {
  const load = freshFunctionLoad()
  load.reserved = simulated.reservedConcurrency ?? null
  const settings: RetrySettings = simulated.config ?? {}
  return {
    index,
    simulated,
    name: simulated.name,
    load,
    settings,
    maxAgeMs: (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000,
    stretched: () => ({ ...settings, stretch: stretchOf(load.pressure) }),
    ...{ events: 0, runs: 0, throttles: 0, maxRunning: 0, totalWaitMs: 0, maxWaitMs: 0 },
    outcomes: {
      Success: 0,
      RetriesExhausted: 0,
      EventAgeExceeded: 0,
      ZeroReservedConcurrency: 0,
      RecursiveInvocation: 0,
    },
  }
}

/** Reduces the totals to the result for the function. */
export function resultOf(tally: Tally): FunctionResult {
  const { name, events, runs, throttles, maxRunning, outcomes, totalWaitMs, maxWaitMs } = tally
  return { name, events, runs, throttles, maxRunning, outcomes, totalWaitMs, maxWaitMs }
}
