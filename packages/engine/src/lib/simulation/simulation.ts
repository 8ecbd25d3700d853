import { type EventInvokeConfig, eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from '../concurrency/function-load.ts'
import { stretchOf } from '../decide/back-pressure.ts'
import type { RetrySettings, TerminalCondition } from '../decide/decide-next.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'

/** A function that is not run but imagined. */
export interface SimulatedFunction {
  readonly name: string
  /** Its share of the arrivals, in any unit; default 1. */
  readonly share?: number
  /** Mean length of a run; lengths are spread exponentially. Default 0. */
  readonly durationMs?: number
  /** Chance, 0 to 1, that a run fails. Default 0. */
  readonly errorRate?: number
  /** Chance, 0 to 1, that a run ends in a fault of the service. Default 0. */
  readonly systemErrorRate?: number
  /** Missing: the function takes places of the pool that all such functions share. */
  readonly reservedConcurrency?: number
  readonly config?: Pick<EventInvokeConfig, 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds'>
}

export interface SimulationOptions {
  readonly seed: number
  /** How many events come, at which mean rate; gaps are spread exponentially, in whole milliseconds. */
  readonly arrivals: { readonly events: number; readonly perSecond: number }
  readonly functions: readonly SimulatedFunction[]
  readonly concurrency?: ConcurrencyMode
  readonly unreservedConcurrency?: number
  readonly backpressure?: 'off' | 'adaptive'
  readonly unsettled?: UnsettledChoices
  /** Most events pending at one time; default 20,000,000. */
  readonly maxPending?: number
}

/** What became of one function's events. */
export interface FunctionResult {
  readonly name: string
  readonly events: number
  readonly runs: number
  readonly throttles: number
  readonly mostRunning: number
  readonly outcomes: Readonly<Record<TerminalCondition, number>>
  /** From acceptance to the first run, over all events that ran. */
  readonly totalWaitMs: number
  readonly longestWaitMs: number
}

export interface SimulationResult {
  readonly seed: number
  readonly events: number
  /** Turns of the loop: arrivals, due events and runs that ended. */
  readonly steps: number
  readonly runs: number
  readonly throttles: number
  readonly outcomes: Readonly<Record<TerminalCondition, number>>
  readonly endedAtMs: number
  readonly peakPending: number
  /** The same for the same run, step by step. */
  readonly hash: number
  readonly functions: readonly FunctionResult[]
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] }

/** A function while it is simulated. */
export interface Tally extends Writable<Omit<FunctionResult, 'outcomes'>> {
  readonly index: number
  readonly simulated: SimulatedFunction
  readonly outcomes: Record<TerminalCondition, number>
  readonly load: FunctionLoad
  readonly settings: RetrySettings
  readonly maximumAgeMs: number
  /** The settings with the stretch that the function has now. */
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
    maximumAgeMs: (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000,
    stretched: () => ({ ...settings, stretch: stretchOf(load.pressure) }),
    ...{ events: 0, runs: 0, throttles: 0, mostRunning: 0, totalWaitMs: 0, longestWaitMs: 0 },
    outcomes: {
      Success: 0,
      RetriesExhausted: 0,
      EventAgeExceeded: 0,
      ZeroReservedConcurrency: 0,
      RecursiveInvocation: 0,
    },
  }
}

/** What is told of a function at the end. */
export function resultOf(tally: Tally): FunctionResult {
  const { name, events, runs, throttles, mostRunning, outcomes, totalWaitMs, longestWaitMs } = tally
  return { name, events, runs, throttles, mostRunning, outcomes, totalWaitMs, longestWaitMs }
}
