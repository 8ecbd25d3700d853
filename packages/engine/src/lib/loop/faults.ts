import type { InvokedReference } from '../invoked-reference.ts'
import type { Invoke, Resolution, Resolve } from '../ports.ts'
import type { Clock } from '../time/clock.ts'

/** Faults to inject, to test that a function tolerates them. All are off by default. */
export interface Faults {
  /**
   * Probability, 0 to 1, that an event is queued twice and therefore runs twice, as can happen without any error
   * (INV-14).
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
   */
  readonly duplicateDelivery?: number
  /** Probability, 0 to 1, that an event is acknowledged and never runs, as Lambda's documentation warns. */
  readonly lostEvent?: number
  /** Number of attempts of every event, from the first, that are throttled. */
  readonly throttles?: number
  /** Number of attempts after these that are system errors with status code 500. */
  readonly systemErrors?: number
  /** Time until a change of settings takes effect, in milliseconds (DSP-8, U-19: tens of seconds to two minutes). */
  readonly configurationDelayMs?: number
}

/** Maximum number of references whose settings are remembered for {@link Faults.configurationDelayMs}. */
const maxReferences = 10_000

/** Wraps `invoke` with the throttles and system errors to inject. */
export function failFirst(invoke: Invoke, { throttles = 0, systemErrors = 0 }: Faults): Invoke {
  if (throttles + systemErrors === 0) return invoke
  return async (attempt) => {
    if (attempt.attempt <= throttles) return { outcome: 'throttle' }
    if (attempt.attempt <= throttles + systemErrors) return { outcome: 'systemError', statusCode: 500 }
    return invoke(attempt)
  }
}

interface SeenConfig {
  readonly atMs: number
  readonly config: Resolution['config']
}

/** Wraps `resolve` so that a change of settings takes effect the delay after it was first seen. */
export function delayConfiguration(resolve: Resolve, clock: Clock, { configurationDelayMs = 0 }: Faults): Resolve {
  if (configurationDelayMs <= 0) return resolve
  const histories = new Map<string, SeenConfig[]>()
  return async (reference, about) => {
    const resolution = await resolve(reference, about)
    const nowMs = clock.nowMs()
    const history = historyOf(histories, reference)
    const latest = history.at(-1)
    if (latest === undefined) history.push({ atMs: Number.NEGATIVE_INFINITY, config: resolution.config })
    else if (!sameConfig(latest.config, resolution.config)) history.push({ atMs: nowMs, config: resolution.config })
    while (history[1] !== undefined && history[1].atMs + configurationDelayMs <= nowMs) history.shift()
    return { ...resolution, config: history[0]?.config ?? resolution.config }
  }
}

function historyOf(histories: Map<string, SeenConfig[]>, { functionName, qualifier }: InvokedReference): SeenConfig[] {
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
