import { type EventInvokeConfig, eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from '../concurrency/function-load.ts'
import type { RetrySettings, TerminalCondition } from '../decide/next-step.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { SimulatedLoad, SimulatedOutcome } from './simulated-load.ts'

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
  /**
   * Number of events and their mean rate, with gaps that are distributed exponentially, in whole milliseconds; or a load of
   * your own, which then replaces shares, durations and error rates too.
   */
  readonly arrivals: { readonly events: number; readonly perSecond: number } | SimulatedLoad
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
  /** Called with everything that happens. */
  readonly observer?: SimulationObserver
}

/**
 * Sees what happens in a simulation, step by step, as far as it has a method for it. Events are numbered from 0 in the order of
 * their arrival, functions from 0 in the order of the options; times are milliseconds from the start.
 */
export interface SimulationObserver {
  onArrival?(event: number, functionIndex: number, nowMs: number): void
  onThrottle?(event: number, functionIndex: number, nowMs: number): void
  onRun?(event: number, functionIndex: number, durationMs: number, outcome: SimulatedOutcome, nowMs: number): void
  onRunEnd?(event: number, functionIndex: number, outcome: SimulatedOutcome, nowMs: number): void
  /** The event has ended, and is pending no longer. */
  onEnd?(event: number, functionIndex: number, condition: TerminalCondition, nowMs: number): void
}

/** A simulation that has begun. */
export interface RunningSimulation {
  /**
   * Makes steps. Returns false once none is left, or none until `untilMs`.
   *
   * @param steps - Maximum number of steps.
   * @param untilMs - Last time of a step; later ones stay.
   */
  advance(steps: number, untilMs?: number): boolean
  /** The result so far. Events that are still pending have no outcome. */
  result(): SimulationResult
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
  /** Settings of the function, with the stretch and the draw of the wait that is decided. */
  readonly settings: Writable<Required<RetrySettings>>
  readonly maxAgeMs: number
}

export function createTally(simulated: SimulatedFunction, index: number): Tally {
  const load = freshFunctionLoad()
  load.reserved = simulated.reservedConcurrency ?? null
  const {
    MaximumRetryAttempts = eventInvokeDefaults.MaximumRetryAttempts,
    MaximumEventAgeInSeconds = eventInvokeDefaults.MaximumEventAgeInSeconds,
  } = simulated.config ?? {}
  return {
    index,
    simulated,
    name: simulated.name,
    load,
    settings: { MaximumRetryAttempts, MaximumEventAgeInSeconds, stretch: 1, draw: 1 },
    maxAgeMs: MaximumEventAgeInSeconds * 1_000,
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

/** Sums the totals of all functions. */
export function summed(tallies: readonly Tally[]): Pick<SimulationResult, 'runs' | 'throttles' | 'outcomes'> {
  const outcomes = {
    Success: 0,
    RetriesExhausted: 0,
    EventAgeExceeded: 0,
    ZeroReservedConcurrency: 0,
    RecursiveInvocation: 0,
  }
  let [runs, throttles] = [0, 0]
  for (const tally of tallies) {
    runs += tally.runs
    throttles += tally.throttles
    for (const condition of Object.keys(outcomes) as TerminalCondition[])
      outcomes[condition] += tally.outcomes[condition]
  }
  return { runs, throttles, outcomes }
}
