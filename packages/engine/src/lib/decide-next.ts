import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import type { ResponseContext } from '@async-invoke/schemas/invocation-record'
import type { RuleId } from './rules.ts'

/** What has happened to an event so far, as far as it decides what happens next. */
export interface EventProgress {
  /** When the 202 was given; the age starts here and never anew (RTY-5). */
  readonly acceptedAtMs: number
  /** Runs that failed and attempts that found no target; they use up the retries. */
  readonly failures: number
  /** Throttles and system errors in a row; they set the length of the next wait. */
  readonly backoff: number
}

/** The part of an attempt's result that the decision depends on (4.1). */
export type AttemptOutcome =
  | { readonly outcome: 'success'; readonly executedVersion: string }
  /** An exception, a timeout, an exit, an init failure, a response that is too large. */
  | { readonly outcome: 'functionError'; readonly executedVersion: string }
  /** The function, version or alias is gone. */
  | { readonly outcome: 'notFound' }
  /** No concurrency, reserved or account. */
  | { readonly outcome: 'throttle' }
  /** A fault of the service or of what it needs to start the function. */
  | { readonly outcome: 'systemError'; readonly statusCode: number }
  /** No attempt was made: the function's reserved concurrency is 0. */
  | { readonly outcome: 'zeroReserved' }

/** The settings that apply to this attempt; what is missing is Lambda's default. */
export interface RetrySettings {
  readonly MaximumRetryAttempts?: number
  readonly MaximumEventAgeInSeconds?: number
}

export interface Requeue {
  readonly kind: 'requeue'
  readonly delayMs: number
  readonly progress: EventProgress
  readonly rules: readonly RuleId[]
}

export interface Terminal {
  readonly kind: 'terminal'
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency'
  readonly approximateInvokeCount: number
  /** Missing for ZeroReservedConcurrency. */
  readonly responseContext?: ResponseContext
  readonly rules: readonly RuleId[]
}

export type Decision = Requeue | Terminal

const functionErrorStepMs = 60_000
const firstBackoffMs = 1_000
const longestBackoffMs = 300_000

/**
 * What happens to an event after an attempt: every rule of the retry engine in one pure function.
 *
 * Shape: `nowMs` is when the attempt ended. Total: it answers for every input, throws for none, reads no clock and
 * draws no chance.
 * Source: Lambda Developer Guide, "Asynchronous invocation", and recordings of the service; each decision carries the
 * {@link rules} that made it.
 *
 * @example
 * decideNext({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { outcome: 'functionError', executedVersion: '$LATEST' }, {}, 0)
 * // { kind: 'requeue', delayMs: 60_000, progress: { acceptedAtMs: 0, failures: 1, backoff: 0 }, rules: ['4.2.5c'] }
 */
export function decideNext(
  event: EventProgress,
  attempt: AttemptOutcome,
  settings: RetrySettings,
  nowMs: number,
): Decision {
  switch (attempt.outcome) {
    case 'zeroReserved':
      return { kind: 'terminal', condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0, rules: ['4.2.2'] }
    case 'success':
      return {
        kind: 'terminal',
        condition: 'Success',
        approximateInvokeCount: 1,
        responseContext: responseContextOf(attempt),
        rules: ['4.2.4', 'REC-9'],
      }
    case 'functionError':
    case 'notFound':
      return afterFailure(event, attempt, settings, nowMs)
    case 'throttle':
    case 'systemError':
      return afterThrottle(event, attempt, settings, nowMs)
  }
}

type Failure = Extract<AttemptOutcome, { outcome: 'functionError' | 'notFound' }>
type Throttle = Extract<AttemptOutcome, { outcome: 'throttle' | 'systemError' }>

function afterFailure(event: EventProgress, attempt: Failure, settings: RetrySettings, nowMs: number): Decision {
  const failures = event.failures + 1
  const missing: readonly RuleId[] = attempt.outcome === 'notFound' ? ['TRM-3'] : []
  const retries = settings.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts
  // Before the age, so that a last attempt that fails late is RetriesExhausted (RTY-4).
  if (failures > retries) return ended('RetriesExhausted', failures, attempt, ['4.2.5a', 'RTY-4', ...missing])

  const delayMs = functionErrorStepMs * failures
  const late = tooLate(event, delayMs, settings, nowMs)
  if (late !== undefined) return ended('EventAgeExceeded', failures, attempt, ['4.2.5b', 'RTY-1', ...late, ...missing])
  // A run that got through ends a row of throttles (RTY-9).
  const progress = { acceptedAtMs: event.acceptedAtMs, failures, backoff: 0 }
  return { kind: 'requeue', delayMs, progress, rules: ['4.2.5c', ...missing] }
}

function afterThrottle(event: EventProgress, attempt: Throttle, settings: RetrySettings, nowMs: number): Decision {
  const delayMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** event.backoff)
  const late = tooLate(event, delayMs, settings, nowMs)
  if (late !== undefined) {
    const status: readonly RuleId[] = attempt.outcome === 'systemError' ? ['U-04'] : []
    const lastAttemptWins: readonly RuleId[] = event.failures > 0 ? ['U-18'] : []
    const rules: readonly RuleId[] = ['4.2.6', 'RTY-2', ...late, ...status, ...lastAttemptWins]
    return ended('EventAgeExceeded', event.failures, attempt, rules)
  }
  const progress = { acceptedAtMs: event.acceptedAtMs, failures: event.failures, backoff: event.backoff + 1 }
  return { kind: 'requeue', delayMs, progress, rules: ['4.2.6'] }
}

/** Whether an attempt after `delayMs` would come too late; the answer is the rule that a tie adds, if any. */
function tooLate(
  event: EventProgress,
  delayMs: number,
  settings: RetrySettings,
  nowMs: number,
): readonly RuleId[] | undefined {
  const maximumAgeMs = (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000
  const ageThenMs = nowMs - event.acceptedAtMs + delayMs
  if (ageThenMs < maximumAgeMs) return undefined
  return ageThenMs === maximumAgeMs ? ['RTY-3'] : []
}

function ended(
  condition: Terminal['condition'],
  failures: number,
  attempt: Failure | Throttle,
  rules: readonly RuleId[],
): Terminal {
  const responseContext = responseContextOf(attempt)
  return { kind: 'terminal', condition, approximateInvokeCount: failures, responseContext, rules }
}

/** How the last attempt shows in the record (section 5): it alone counts, whatever came before it. */
function responseContextOf(attempt: Exclude<AttemptOutcome, { outcome: 'zeroReserved' }>): ResponseContext {
  switch (attempt.outcome) {
    case 'success':
      return { statusCode: 200, executedVersion: attempt.executedVersion }
    case 'functionError':
      return { statusCode: 200, executedVersion: attempt.executedVersion, functionError: 'Unhandled' }
    case 'notFound':
      return { statusCode: 404 }
    case 'throttle':
      return { statusCode: 429 }
    case 'systemError':
      return { statusCode: attempt.statusCode }
  }
}
