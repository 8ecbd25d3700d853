import type { ResponseContext } from '@async-invoke/schemas/invocation-record'
import { type AttemptOutcome, responseContextOf } from './attempt-outcome.ts'
import {
  backoffAfterFailure,
  backoffMs,
  drawOf,
  type EventProgress,
  nextStep,
  type RetrySettings,
  retryDelayMs,
  roomMs,
  type TerminalCondition,
} from './next-step.ts'
import type { RuleId } from './rules.ts'
import type { UnsettledChoices } from './unsettled-choices.ts'

/** The event waits for another attempt. */
export interface Requeue {
  readonly kind: 'requeue'
  readonly delayMs: number
  /** Progress to pass to the next decision. */
  readonly progress: EventProgress
  /** Ids of the rules that led to the decision, the decisive one first. */
  readonly rules: readonly RuleId[]
}

/** The event has ended. */
export interface Terminal {
  readonly kind: 'terminal'
  readonly condition: TerminalCondition
  /** Number of runs that the record shows (REC-9). */
  readonly approximateInvokeCount: number
  /** Absent for ZeroReservedConcurrency and for an event that expired without an attempt. */
  readonly responseContext?: ResponseContext
  /** True if the event ends without invocation record and dead letter. */
  readonly dropped?: true
  /** Ids of the rules that led to the decision, the decisive one first. */
  readonly rules: readonly RuleId[]
}

/** What happens to an event next. */
export type Decision = Requeue | Terminal

/** Rules of the most frequent decisions. */
const counted: readonly RuleId[] = ['4.2.4', 'U-06']
const succeeded: readonly RuleId[] = ['4.2.4', 'REC-9']
const retried: readonly RuleId[] = ['4.2.5c']
const exactBackoff: readonly RuleId[] = ['4.2.6']
const jitteredBackoff: readonly RuleId[] = ['4.2.6', 'U-05b']
const noRules: readonly RuleId[] = []
const missingTarget: readonly RuleId[] = ['TRM-3']
const refused: readonly RuleId[] = ['TRM-5']

/**
 * Decides what happens to an event after an attempt (4.2). This one pure function knows all retry rules: it answers for every
 * input, never throws, reads no clock and draws no random number. Each decision carries the ids of its {@link rules}.
 *
 * @param event - Progress before the attempt.
 * @param nowMs - When the attempt ended, in milliseconds since the epoch.
 * @param choices - Answers to questions about Lambda that no recording settles.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 *
 * @example
 * ```ts
 * decideNext({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { outcome: 'notFound' }, {}, 0)
 * // { kind: 'requeue', delayMs: 60_000, progress: { acceptedAtMs: 0, failures: 1, … }, rules: ['4.2.5c', 'TRM-3'] }
 * ```
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
    case 'refused':
      return afterRefusal(event, attempt)
  }
}

/**
 * Decides before an attempt whether the event has expired in the queue (RTY-12). Call it before every attempt, not during
 * one: age never ends a run that has begun (RTY-6, RTY-7).
 *
 * @returns the end of the event, or `undefined` if it may be attempted. The record shows the last attempt that was made
 * (U-18).
 *
 * @example
 * ```ts
 * decideExpiry({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { MaximumEventAgeInSeconds: 60 }, 59_999) // undefined
 * ```
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

/**
 * Ends an event of a loop: the seventeenth run of its chain is not made (REC-L1). Whether Lambda sends a record for it is
 * unverified; by default we send none (U-01).
 */
export function decideLoopStop(event: EventProgress, choices: UnsettledChoices = {}): Terminal {
  return {
    kind: 'terminal',
    condition: 'RecursiveInvocation',
    approximateInvokeCount: event.failures,
    responseContext: { statusCode: 400, functionError: 'RecursiveInvocationException' },
    ...(choices.loopRecord !== 'unverified' && { dropped: true }),
    rules: ['REC-L1', 'U-01'],
  }
}

type Success = Extract<AttemptOutcome, { outcome: 'success' }>
type Failure = Extract<AttemptOutcome, { outcome: 'functionError' | 'notFound' }>
type Throttle = Extract<AttemptOutcome, { outcome: 'throttle' | 'systemError' }>
type Refusal = Extract<AttemptOutcome, { outcome: 'refused' }>

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
  const next = nextStep(event, attempt, settings, nowMs, choices)
  const failures = event.failures + 1
  const missing: readonly RuleId[] = attempt.outcome === 'notFound' ? missingTarget : noRules
  const last = responseContextOf(attempt)
  if (next === 'RetriesExhausted') {
    const by: readonly RuleId[] = ['4.2.5a', 'RTY-4', ...missing]
    return { kind: 'terminal', condition: next, approximateInvokeCount: failures, responseContext: last, rules: by }
  }
  if (typeof next !== 'number') {
    const tie = tieOf(retryDelayMs(failures), event, settings, nowMs)
    return expired(failures, last, ['4.2.5b', 'RTY-1', ...tie, ...missing])
  }
  const backoff = backoffAfterFailure(event, choices)
  const progress = { acceptedAtMs: event.acceptedAtMs, failures, backoff, last }
  if (backoff === 0 && missing === noRules) return requeued(next, settings, progress, retried)
  const by: readonly RuleId[] = backoff > 0 ? ['4.2.5c', 'U-05a', ...missing] : ['4.2.5c', ...missing]
  return requeued(next, settings, progress, by)
}

/** Another attempt would be refused again, so none is made (TRM-5). */
function afterRefusal(event: EventProgress, attempt: Refusal): Terminal {
  return {
    kind: 'terminal',
    condition: 'RetriesExhausted',
    approximateInvokeCount: event.failures + 1,
    responseContext: responseContextOf(attempt),
    rules: refused,
  }
}

function afterThrottle(
  event: EventProgress,
  attempt: Throttle,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices,
): Decision {
  const next = nextStep(event, attempt, settings, nowMs, choices)
  const lastRun = choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined
  if (typeof next !== 'number') {
    const tie = tieOf(backoffMs(event.backoff), event, settings, nowMs)
    const status: readonly RuleId[] = attempt.outcome === 'systemError' ? ['U-04'] : []
    const order: readonly RuleId[] = event.failures > 0 ? ['U-18'] : []
    const omitted = attempt.outcome === 'systemError' && choices.systemErrorExpiry === 'omitted'
    const shown = lastRun ?? (omitted ? undefined : responseContextOf(attempt))
    return expired(event.failures, shown, ['4.2.6', 'RTY-2', ...tie, ...status, ...order])
  }
  const { acceptedAtMs, failures } = event
  const waiting = { acceptedAtMs, failures, backoff: event.backoff + 1, last: responseContextOf(attempt) }
  const progress = lastRun === undefined ? waiting : { ...waiting, lastRun }
  return requeued(next, settings, progress, drawOf(settings, choices) === undefined ? exactBackoff : jitteredBackoff)
}

function requeued(
  delayMs: number,
  { stretch = 1 }: RetrySettings,
  progress: EventProgress,
  by: readonly RuleId[],
): Requeue {
  return { kind: 'requeue', delayMs, progress, rules: stretch <= 1 ? by : [...by, 'RTY-10'] }
}

/** A tie counts as too late. */
function tieOf(delayMs: number, event: EventProgress, settings: RetrySettings, nowMs: number): readonly RuleId[] {
  return delayMs === roomMs(event, settings, nowMs) ? ['RTY-3'] : []
}

function expired(failures: number, shown: ResponseContext | undefined, by: readonly RuleId[]): Terminal {
  const ended = { kind: 'terminal', condition: 'EventAgeExceeded', approximateInvokeCount: failures } as const
  return shown === undefined ? { ...ended, rules: by } : { ...ended, responseContext: shown, rules: by }
}

/** The last run or missing target, if only throttles have followed it. */
function runBefore({ last, lastRun }: EventProgress): ResponseContext | undefined {
  if (lastRun !== undefined) return lastRun
  return last?.statusCode === 200 || last?.statusCode === 404 ? last : undefined
}

function lastShown(event: EventProgress, choices: UnsettledChoices): ResponseContext | undefined {
  return (choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined) ?? event.last
}
