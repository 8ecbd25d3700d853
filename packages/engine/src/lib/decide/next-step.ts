import { type EventInvokeConfig, eventInvokeDefaults, retrySchedule } from '@async-invoke/schemas/event-invoke-config'
import type { ResponseContext } from '@async-invoke/schemas/invocation-record'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { UnsettledChoices } from './unsettled-choices.ts'

/** Progress of an event: the part of its history that decides what happens next. */
export interface EventProgress {
  /** When the event was accepted, in milliseconds since the epoch. Its age counts from here and is never reset (RTY-5). */
  readonly acceptedAtMs: number
  /** Failed runs and attempts whose target was missing. Each uses up one retry. */
  readonly failures: number
  /** Consecutive throttles and system errors; they determine the next back-off. */
  readonly backoff: number
  /** How the last attempt ended; the record shows it if the event expires in the queue. */
  readonly last?: ResponseContext
  /** How the last run or missing target ended, if throttles have followed it (U-18 `last-run`). */
  readonly lastRun?: ResponseContext
}

/** Settings that apply to this attempt. Absent ones have Lambda's defaults. */
export interface RetrySettings extends Pick<EventInvokeConfig, 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds'> {
  /**
   * Factor on the next wait, at least 1, for a function that is backed up (RTY-10).
   *
   * @defaultValue `1`
   */
  readonly stretch?: number
  /**
   * Random number from 0 to 1 that draws the wait after a throttle or a system error from its upper half, for an event that
   * was throttled together with others (RTY-13). Ignored where {@link UnsettledChoices.backoffJitter} is `none`.
   *
   * @defaultValue the full wait, as for an event alone (RTY-2)
   */
  readonly draw?: number
}

/** Why an event has ended, as its record names it. */
export type TerminalCondition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  /** Only for an event of a loop that was stopped; unverified (U-01). */
  | 'RecursiveInvocation'

const functionErrorStepMs = retrySchedule.functionErrorStepInSeconds * 1_000
const firstBackoffMs = retrySchedule.firstBackoffInSeconds * 1_000
const maxBackoffMs = retrySchedule.maxBackoffInSeconds * 1_000
/** Waits after throttles by the number of those before, up to the maximum: powers are slow to compute for each throttle. */
const backoffsMs: readonly number[] = Array.from(
  { length: Math.ceil(Math.log2(maxBackoffMs / firstBackoffMs)) },
  (_, doublings) => firstBackoffMs * 2 ** doublings,
)

/**
 * What happens to an event after an attempt (4.2), without what its record shows and why: the milliseconds until the next
 * attempt, or the condition with which it ends. A simulation of millions of attempts needs no more, and allocates nothing.
 */
export function nextStep(
  event: EventProgress,
  attempt: AttemptOutcome,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices,
): TerminalCondition | number {
  switch (attempt.outcome) {
    case 'zeroReserved':
      return 'ZeroReservedConcurrency'
    case 'success':
      return 'Success'
    // Another attempt would be refused again, so none is made (TRM-5).
    case 'refused':
      return 'RetriesExhausted'
    case 'functionError':
    case 'notFound':
      return stepAfterFailure(event, settings, nowMs)
    case 'throttle':
    case 'systemError':
      return stepAfterThrottle(event, settings, nowMs, choices)
  }
}

/** {@link nextStep} after a function error or a missing target. */
export function stepAfterFailure(
  event: EventProgress,
  settings: RetrySettings,
  nowMs: number,
): TerminalCondition | number {
  const failures = event.failures + 1
  const retries = settings.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts
  // Retries before age: a last attempt that fails late is RetriesExhausted (RTY-4).
  if (failures > retries) return 'RetriesExhausted'
  const delayMs = retryDelayMs(failures)
  const room = roomMs(event, settings, nowMs)
  return delayMs >= room ? 'EventAgeExceeded' : stretched(delayMs, room, settings)
}

/** {@link nextStep} after a throttle or a system error. */
export function stepAfterThrottle(
  event: EventProgress,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices,
): TerminalCondition | number {
  const nominalMs = backoffMs(event.backoff)
  const room = roomMs(event, settings, nowMs)
  if (nominalMs >= room) return 'EventAgeExceeded'
  const draw = drawOf(settings, choices)
  return stretched(draw === undefined ? nominalMs : Math.ceil(nominalMs * (0.5 + draw / 2)), room, settings)
}

/** A stretched wait ends before the age limit, so that back-pressure alone never drops an event. */
function stretched(delayMs: number, room: number, { stretch = 1 }: RetrySettings): number {
  if (stretch <= 1) return delayMs
  return Math.min(Math.ceil(delayMs * stretch), Math.max(delayMs, Math.ceil(room) - 1))
}

/** The wait before the retry after so many failures. */
export function retryDelayMs(failures: number): number {
  return functionErrorStepMs * failures
}

/** The exact wait after a throttle or system error, by the number of those before. */
export function backoffMs(backoff: number): number {
  return backoffsMs[backoff] ?? maxBackoffMs
}

/** The back-off after a failure: a run resets it (RTY-9), unless it is kept (U-05a). */
export function backoffAfterFailure({ backoff }: EventProgress, choices: UnsettledChoices): number {
  return choices.backoffAfterRun === 'keep' ? backoff : 0
}

/** The number by which a wait is drawn; `undefined` for the exact wait. */
export function drawOf({ draw }: RetrySettings, choices: UnsettledChoices): number | undefined {
  return choices.backoffJitter === 'none' ? undefined : draw
}

/** Time left in which an attempt may start. One that would start exactly at its end is too late (RTY-3). */
export function roomMs(event: EventProgress, settings: RetrySettings, nowMs: number): number {
  const maxAgeMs = (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000
  return maxAgeMs - (nowMs - event.acceptedAtMs)
}
