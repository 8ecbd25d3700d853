import type { InvokedReference } from '../invoked-reference.ts'
import type { Invoke, Resolution, Resolve } from '../ports.ts'
import type { Clock } from '../time/clock.ts'

/** What shall go wrong, for those who want to see that their function stands it. Everything is off by default. */
export interface Faults {
  /** Chance, 0 to 1, that an event is queued twice and so runs twice, as Lambda says may happen without any error. */
  readonly duplicateDelivery?: number
  /** Chance, 0 to 1, that an event is acknowledged and never runs, as Lambda says may happen. */
  readonly lostEvent?: number
  /** The first so many attempts of every event are throttled. */
  readonly throttles?: number
  /** The next so many attempts of every event are system errors with status 500. */
  readonly systemErrors?: number
  /** How long a change of an event invoke configuration stays unseen (DSP-8: tens of seconds to two minutes). */
  readonly configurationDelayMs?: number
}

/** Most references whose configuration is remembered for {@link Faults.configurationDelayMs}. */
const maxReferences = 10_000

/** Throttles and system errors in front of the real invoker. */
export function failFirst(invoke: Invoke, { throttles = 0, systemErrors = 0 }: Faults): Invoke {
  if (throttles + systemErrors === 0) return invoke
  return async (attempt) => {
    if (attempt.attempt <= throttles) return { outcome: 'throttle' }
    if (attempt.attempt <= throttles + systemErrors) return { outcome: 'systemError', statusCode: 500 }
    return invoke(attempt)
  }
}

interface Seen {
  readonly atMs: number
  readonly config: Resolution['config']
}

/** A resolver whose configuration lags behind: a change counts from when it was first seen, plus the delay. */
export function delayConfiguration(resolve: Resolve, clock: Clock, { configurationDelayMs = 0 }: Faults): Resolve {
  if (configurationDelayMs <= 0) return resolve
  const histories = new Map<string, Seen[]>()
  return async (reference) => {
    const resolution = await resolve(reference)
    const nowMs = clock.nowMs()
    const history = historyOf(histories, reference)
    const latest = history.at(-1)
    if (latest === undefined) history.push({ atMs: Number.NEGATIVE_INFINITY, config: resolution.config })
    else if (!sameConfig(latest.config, resolution.config)) history.push({ atMs: nowMs, config: resolution.config })
    while (history[1] !== undefined && history[1].atMs + configurationDelayMs <= nowMs) history.shift()
    return { ...resolution, config: history[0]?.config ?? resolution.config }
  }
}

function historyOf(histories: Map<string, Seen[]>, { functionName, qualifier }: InvokedReference): Seen[] {
  const key = `${functionName}:${qualifier ?? '$LATEST'}`
  const history = histories.get(key) ?? []
  if (histories.size >= maxReferences && !histories.has(key)) histories.clear()
  histories.set(key, history)
  return history
}

function sameConfig(a: Resolution['config'], b: Resolution['config']): boolean {
  const members = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'OnSuccess', 'OnFailure'] as const
  return members.every((member) => a[member] === b[member])
}
