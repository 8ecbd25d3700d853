import { type EventInvokeConfig, eventInvokeDefaults, retrySchedule } from '@async-invoke/schemas/event-invoke-config'
import type { ResponseContext } from '@async-invoke/schemas/invocation-record'
import type { RuleId } from './rules.ts'
import type { UnsettledChoices } from './unsettled-choices.ts'

/** What has happened to an event so far, as far as it decides what happens next. */
export interface EventProgress {
  /** When the 202 was given; the age starts here and never anew (RTY-5). */
  readonly acceptedAtMs: number
  /** Runs that failed and attempts that found no target; they use up the retries. */
  readonly failures: number
  /** Throttles and system errors in a row; they set the length of the next wait. */
  readonly backoff: number
  /** How the last attempt ended, for an event that expires while it waits. */
  readonly last?: ResponseContext
  /** How the last run or missing target ended, once throttles have come after it (U-18 `last-run`). */
  readonly lastRun?: ResponseContext
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
export interface RetrySettings extends Pick<EventInvokeConfig, 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds'> {
  /** Factor of at least 1 on the next wait, for a function that is backed up (RTY-10); 1 when missing. */
  readonly stretch?: number
  /** Chance between 0 and 1 for {@link UnsettledChoices.backoffJitter}; 1, the full wait, when missing. */
  readonly draw?: number
}

export interface Requeue {
  readonly kind: 'requeue'
  readonly delayMs: number
  readonly progress: EventProgress
  readonly rules: readonly RuleId[]
}

/** Why an event has ended, as its record names it. */
export type TerminalCondition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  /** Only for a loop that was stopped, and unverified (U-01). */
  | 'RecursiveInvocation'

export interface Terminal {
  readonly kind: 'terminal'
  readonly condition: TerminalCondition
  readonly approximateInvokeCount: number
  /** Missing for ZeroReservedConcurrency and for an event that expired without an attempt. */
  readonly responseContext?: ResponseContext
  readonly rules: readonly RuleId[]
}

export type Decision = Requeue | Terminal

/** The lists of rules of the decisions made most often, so that a simulation does not make one for each. */
const counted: readonly RuleId[] = ['4.2.4', 'U-06']
const succeeded: readonly RuleId[] = ['4.2.4', 'REC-9']
const retried: readonly RuleId[] = ['4.2.5c']
const backoff: readonly RuleId[] = ['4.2.6']
const jitteredBackoff: readonly RuleId[] = ['4.2.6', 'U-05b']
const noRules: readonly RuleId[] = []
const missingTarget: readonly RuleId[] = ['TRM-3']

const functionErrorStepMs = retrySchedule.functionErrorStepInSeconds * 1_000
const firstBackoffMs = retrySchedule.firstBackoffInSeconds * 1_000
const maxBackoffMs = retrySchedule.maxBackoffInSeconds * 1_000

/**
 * What happens to an event after an attempt: every rule of the retry engine in one pure function.
 *
 * Shape: `nowMs` is when the attempt ended; `choices` answers what nobody has seen settled. Total: it answers for every
 * input, throws for none, reads no clock and draws no chance.
 * Source: Lambda Developer Guide, "Asynchronous invocation", and recordings of the service; each decision carries the
 * {@link rules} that made it.
 *
 * @example
 * decideNext({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { outcome: 'notFound' }, {}, 0)
 * // { kind: 'requeue', delayMs: 60_000, progress: { acceptedAtMs: 0, failures: 1, … }, rules: ['4.2.5c', 'TRM-3'] }
 */
export function decideNext(
  event: EventProgress,
  attempt: AttemptOutcome,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices = {},
): Decision {
  switch (attempt.outcome) {
    case 'zeroReserved':
      return { kind: 'terminal', condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0, rules: ['4.2.2'] }
    case 'success':
      return afterSuccess(event, attempt, choices)
    case 'functionError':
    case 'notFound':
      return afterFailure(event, attempt, settings, nowMs, choices)
    case 'throttle':
    case 'systemError':
      return afterThrottle(event, attempt, settings, nowMs, choices)
  }
}

/**
 * Whether an event has grown too old in the queue to be attempted at all (RTY-12); asked before every attempt.
 *
 * Returns `undefined` when it may be attempted. An earlier attempt still shows in the record, as the last one (U-18).
 *
 * @example decideExpiry({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { MaximumEventAgeInSeconds: 60 }, 59_999) // undefined
 */
export function decideExpiry(
  event: EventProgress,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices = {},
): Terminal | undefined {
  if (roomMs(event, settings, nowMs) > 0) return undefined
  const shown = lastShown(event, choices)
  if (shown !== undefined) return expired(event.failures, shown, ['RTY-12', 'U-18'])
  const throttled = choices.expiryWithoutAttempt === 'throttled' ? { statusCode: 429 } : undefined
  return expired(event.failures, throttled, ['RTY-12', 'U-09'])
}

/** The end of an event that came out of a loop: the seventeenth run of its chain is not made (REC-L1, U-01). */
export function decideLoopStop(event: EventProgress): Terminal {
  return {
    kind: 'terminal',
    condition: 'RecursiveInvocation',
    approximateInvokeCount: event.failures,
    responseContext: { statusCode: 400, functionError: 'RecursiveInvocationException' },
    rules: ['REC-L1', 'U-01'],
  }
}

type Success = Extract<AttemptOutcome, { outcome: 'success' }>
type Failure = Extract<AttemptOutcome, { outcome: 'functionError' | 'notFound' }>
type Throttle = Extract<AttemptOutcome, { outcome: 'throttle' | 'systemError' }>

function afterSuccess(event: EventProgress, attempt: Success, choices: UnsettledChoices): Terminal {
  const countsRuns = choices.invokeCountOnSuccess === 'runs'
  return {
    kind: 'terminal',
    condition: 'Success',
    approximateInvokeCount: countsRuns ? event.failures + 1 : 1,
    responseContext: responseContextOf(attempt),
    rules: countsRuns ? counted : succeeded,
  }
}

function afterFailure(
  event: EventProgress,
  attempt: Failure,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices,
): Decision {
  const failures = event.failures + 1
  const missing: readonly RuleId[] = attempt.outcome === 'notFound' ? missingTarget : noRules
  const last = responseContextOf(attempt)
  const retries = settings.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts
  // Before the age, so that a last attempt that fails late is RetriesExhausted (RTY-4).
  if (failures > retries) {
    const by: readonly RuleId[] = ['4.2.5a', 'RTY-4', ...missing]
    return {
      kind: 'terminal',
      condition: 'RetriesExhausted',
      approximateInvokeCount: failures,
      responseContext: last,
      rules: by,
    }
  }
  const delayMs = functionErrorStepMs * failures
  const room = roomMs(event, settings, nowMs)
  if (delayMs >= room) return expired(failures, last, ['4.2.5b', 'RTY-1', ...tie(delayMs, room), ...missing])

  // A run that got through ends a row of throttles (RTY-9, U-05a).
  const keeps = choices.backoffAfterRun === 'keep' && event.backoff > 0
  const progress = { acceptedAtMs: event.acceptedAtMs, failures, backoff: keeps ? event.backoff : 0, last }
  if (!keeps && missing === noRules) return requeued(delayMs, room, settings, progress, retried)
  const by: readonly RuleId[] = keeps ? ['4.2.5c', 'U-05a', ...missing] : ['4.2.5c', ...missing]
  return requeued(delayMs, room, settings, progress, by)
}

function afterThrottle(
  event: EventProgress,
  attempt: Throttle,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices,
): Decision {
  const nominalMs = Math.min(maxBackoffMs, firstBackoffMs * 2 ** event.backoff)
  const room = roomMs(event, settings, nowMs)
  const lastRun = choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined
  if (nominalMs >= room) {
    const status: readonly RuleId[] = attempt.outcome === 'systemError' ? ['U-04'] : []
    const order: readonly RuleId[] = event.failures > 0 ? ['U-18'] : []
    const omitted = attempt.outcome === 'systemError' && choices.systemErrorExpiry === 'omitted'
    const shown = lastRun ?? (omitted ? undefined : responseContextOf(attempt))
    return expired(event.failures, shown, ['4.2.6', 'RTY-2', ...tie(nominalMs, room), ...status, ...order])
  }
  const jittered = choices.backoffJitter === 'upper-half' && settings.draw !== undefined
  const delayMs = jittered ? Math.ceil(nominalMs * (0.5 + (settings.draw ?? 1) / 2)) : nominalMs
  const { acceptedAtMs, failures } = event
  const waiting = { acceptedAtMs, failures, backoff: event.backoff + 1, last: responseContextOf(attempt) }
  const progress = lastRun === undefined ? waiting : { ...waiting, lastRun }
  return requeued(delayMs, room, settings, progress, jittered ? jitteredBackoff : backoff)
}

/** Stretched, a wait may reach up to the age limit but never past it: back-pressure alone drops no event. */
function requeued(
  nominalMs: number,
  room: number,
  { stretch = 1 }: RetrySettings,
  progress: EventProgress,
  by: readonly RuleId[],
): Requeue {
  if (stretch <= 1) return { kind: 'requeue', delayMs: nominalMs, progress, rules: by }
  const delayMs = Math.min(Math.ceil(nominalMs * stretch), Math.max(nominalMs, Math.ceil(room) - 1))
  return { kind: 'requeue', delayMs, progress, rules: [...by, 'RTY-10'] }
}

/** How long from now an attempt may still start; one that would start exactly then is too late (RTY-3). */
function roomMs(event: EventProgress, settings: RetrySettings, nowMs: number): number {
  const maximumAgeMs = (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000
  return maximumAgeMs - (nowMs - event.acceptedAtMs)
}

function tie(delayMs: number, room: number): readonly RuleId[] {
  return delayMs === room ? ['RTY-3'] : []
}

function expired(failures: number, shown: ResponseContext | undefined, by: readonly RuleId[]): Terminal {
  const ended = { kind: 'terminal', condition: 'EventAgeExceeded', approximateInvokeCount: failures } as const
  return shown === undefined ? { ...ended, rules: by } : { ...ended, responseContext: shown, rules: by }
}

/** The last attempt that ran or found no target, if throttles alone have come since. */
function runBefore({ last, lastRun }: EventProgress): ResponseContext | undefined {
  if (lastRun !== undefined) return lastRun
  return last?.statusCode === 200 || last?.statusCode === 404 ? last : undefined
}

function lastShown(event: EventProgress, choices: UnsettledChoices): ResponseContext | undefined {
  return (choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined) ?? event.last
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
