import { type EventInvokeConfig, eventInvokeDefaults, retrySchedule } from '@async-invoke/schemas/event-invoke-config'
import type { ResponseContext } from '@async-invoke/schemas/invocation-record'
import { type AttemptOutcome, responseContextOf } from './attempt-outcome.ts'
import type { RuleId } from './rules.ts'
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

/** The event waits for another attempt. */
export interface Requeue {
  readonly kind: 'requeue'
  readonly delayMs: number
  /** Progress to pass to the next decision. */
  readonly progress: EventProgress
  /** Ids of the rules that led to the decision, the decisive one first. */
  readonly rules: readonly RuleId[]
}

/** Why an event has ended, as its record names it. */
export type TerminalCondition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  /** Only for an event of a loop that was stopped; unverified (U-01). */
  | 'RecursiveInvocation'

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

/** Rules of the most frequent decisions, shared so that a simulation does not allocate them. */
const counted: readonly RuleId[] = ['4.2.4', 'U-06']
const succeeded: readonly RuleId[] = ['4.2.4', 'REC-9']
const retried: readonly RuleId[] = ['4.2.5c']
const backoff: readonly RuleId[] = ['4.2.6']
const jitteredBackoff: readonly RuleId[] = ['4.2.6', 'U-05b']
const noRules: readonly RuleId[] = []
const missingTarget: readonly RuleId[] = ['TRM-3']
const refused: readonly RuleId[] = ['TRM-5']

const functionErrorStepMs = retrySchedule.functionErrorStepInSeconds * 1_000
const firstBackoffMs = retrySchedule.firstBackoffInSeconds * 1_000
const maxBackoffMs = retrySchedule.maxBackoffInSeconds * 1_000
/** Waits after throttles by the number of those before, up to the maximum: powers are slow to compute for each throttle. */
const backoffsMs: readonly number[] = Array.from(
  { length: Math.ceil(Math.log2(maxBackoffMs / firstBackoffMs)) },
  (_, doublings) => firstBackoffMs * 2 ** doublings,
)

/**
 * Decides what happens to an event after an attempt (4.2). All retry rules are in this one pure function: it answers for every
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
  const failures = event.failures + 1
  const missing: readonly RuleId[] = attempt.outcome === 'notFound' ? missingTarget : noRules
  const last = responseContextOf(attempt)
  const retries = settings.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts
  // Retries before age: a last attempt that fails late is RetriesExhausted (RTY-4).
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

  // A run resets the back-off after throttles (RTY-9, U-05a).
  const keeps = choices.backoffAfterRun === 'keep' && event.backoff > 0
  const progress = { acceptedAtMs: event.acceptedAtMs, failures, backoff: keeps ? event.backoff : 0, last }
  if (!keeps && missing === noRules) return requeued(delayMs, room, settings, progress, retried)
  const by: readonly RuleId[] = keeps ? ['4.2.5c', 'U-05a', ...missing] : ['4.2.5c', ...missing]
  return requeued(delayMs, room, settings, progress, by)
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
  const nominalMs = backoffsMs[event.backoff] ?? maxBackoffMs
  const room = roomMs(event, settings, nowMs)
  const lastRun = choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined
  if (nominalMs >= room) {
    const status: readonly RuleId[] = attempt.outcome === 'systemError' ? ['U-04'] : []
    const order: readonly RuleId[] = event.failures > 0 ? ['U-18'] : []
    const omitted = attempt.outcome === 'systemError' && choices.systemErrorExpiry === 'omitted'
    const shown = lastRun ?? (omitted ? undefined : responseContextOf(attempt))
    return expired(event.failures, shown, ['4.2.6', 'RTY-2', ...tie(nominalMs, room), ...status, ...order])
  }
  const draw = choices.backoffJitter === 'none' ? undefined : settings.draw
  const delayMs = draw === undefined ? nominalMs : Math.ceil(nominalMs * (0.5 + draw / 2))
  const { acceptedAtMs, failures } = event
  const waiting = { acceptedAtMs, failures, backoff: event.backoff + 1, last: responseContextOf(attempt) }
  const progress = lastRun === undefined ? waiting : { ...waiting, lastRun }
  return requeued(delayMs, room, settings, progress, draw === undefined ? backoff : jitteredBackoff)
}

/** A stretched wait ends before the age limit, so that back-pressure alone never drops an event. */
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

/** Time left in which an attempt may start. One that would start exactly at its end is too late (RTY-3). */
export function roomMs(event: EventProgress, settings: RetrySettings, nowMs: number): number {
  const maxAgeMs = (settings.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000
  return maxAgeMs - (nowMs - event.acceptedAtMs)
}

function tie(delayMs: number, room: number): readonly RuleId[] {
  return delayMs === room ? ['RTY-3'] : []
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
