import { fingerprint } from '@async-invoke/schemas/internal'
import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/**
 * States of an event.
 *
 * - `queued`: accepted, without an attempt so far.
 * - `running`: an attempt is in progress, or has ended and is not decided yet.
 * - `waiting`: due again at a known moment.
 * - `ended`: has its condition; deliveries may still be pending.
 * - `quarantined`, `lost`: as in the timeline entries of these types.
 */
export const eventStates = ['queued', 'running', 'waiting', 'ended', 'quarantined', 'lost'] as const
export type EventState = (typeof eventStates)[number]

/** Summary of one event: its state, until when, and why. */
export interface EventSummary {
  readonly requestId: string
  /** Missing, like `acceptedAt`, where it could not be determined, as for poison. */
  readonly functionArn?: string
  /** ISO 8601, on the runtime's clock. */
  readonly acceptedAt?: string
  readonly state: EventState
  /** Attempts that have started, including throttled ones. */
  readonly attempts: number
  /** Throttles since the last attempt with another outcome. */
  readonly throttles: number
  /** Limit that throttled the last attempt, if the last attempt was throttled by one. */
  readonly limit?: string
  /** Outcome of the last attempt that has ended. */
  readonly outcome?: string
  /** End of the wait, if the event is waiting; ISO 8601. */
  readonly until?: string
  /** When the event ended; ISO 8601. */
  readonly endedAt?: string
  /** Condition, if the event has ended. */
  readonly condition?: string
  /** Rules of the last decision. */
  readonly rules?: readonly string[]
  /** Explanation of the last decision by its rules. */
  readonly explanation?: string
  /** Type and message of the last error of the function, and whether that was a timeout. */
  readonly errorType?: string
  readonly errorMessage?: string
  readonly timedOut?: boolean
  /** Groups failures of the same fault, with the value that {@link fingerprint} gives the invocation record. */
  readonly fingerprint?: string
  /** Size of the payload in bytes, if it is known. */
  readonly payloadBytes?: number
  readonly failedDeliveries: number
}

/**
 * Summarizes the timeline of one event.
 *
 * @example
 * summarizeEvent({ version: '1.0', requestId: 'r-1', entries: [accepted, attemptStarted, attemptEnded, waiting] })
 * // { requestId: 'r-1', state: 'waiting', attempts: 1, until: '2026-02-10T09:16:00.120Z', rules: ['4.2.5c'], … }
 */
export function summarizeEvent(timeline: Timeline): EventSummary {
  const { requestId, functionArn, acceptedAt, entries } = timeline
  const { state, decided, failed } = standingIn(entries)
  const { until, condition, rules, explanation } = decided ?? {}
  const attempts = entries.filter(({ type }) => type === 'attempt-ended')
  const { outcome, limit } = attempts.at(-1) ?? {}
  const payloadBytes = entries.find(({ type }) => type === 'accepted')?.payloadBytes
  return {
    requestId,
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAt !== undefined && { acceptedAt }),
    state,
    attempts: attemptsIn(entries),
    throttles: attempts.length - 1 - attempts.findLastIndex((entry) => entry.outcome !== 'throttle'),
    ...(limit !== undefined && { limit }),
    ...(outcome !== undefined && { outcome }),
    ...(state === 'waiting' && until !== undefined && { until }),
    ...(condition !== undefined && decided !== undefined && { condition, endedAt: decided.at }),
    ...(rules !== undefined && { rules }),
    ...(explanation !== undefined && { explanation }),
    ...errorOf(failed),
    ...(isFailure(state, condition, failed) && { fingerprint: groupOf(functionArn, condition, failed) }),
    ...(payloadBytes !== undefined && { payloadBytes }),
    failedDeliveries: entries.filter(({ type }) => type.endsWith('-failed')).length,
  }
}

/** As many as have started, or as the last number says: the timeline of a restarted runtime lacks those before. */
function attemptsIn(entries: readonly TimelineDocumentEntry[]): number {
  const numbers = entries.filter(({ type }) => type === 'attempt-started').map(({ attempt = 1 }) => attempt)
  return Math.max(numbers.length, ...numbers)
}

/** State of an event, its newest decision, and its last failed run unless it succeeded in the end. */
export function standingIn(entries: readonly TimelineDocumentEntry[]): {
  readonly state: EventState
  readonly decided: TimelineDocumentEntry | undefined
  readonly failed: TimelineDocumentEntry | undefined
} {
  const decided = entries.findLast(({ type }) => type === 'waiting' || type === 'ended')
  const failed = entries.findLast(({ type, outcome }) => type === 'attempt-ended' && outcome === 'functionError')
  return { state: stateOf(entries), decided, failed: decided?.condition === 'Success' ? undefined : failed }
}

/** State after the newest entry that determines one; deliveries and lost leases do not. */
function stateOf(entries: readonly TimelineDocumentEntry[]): EventState {
  for (const { type } of entries.toReversed()) {
    switch (type) {
      case 'attempt-started':
      case 'attempt-ended':
        return 'running'
      case 'waiting':
      case 'ended':
      case 'quarantined':
      case 'lost':
        return type
    }
  }
  return 'queued'
}

function errorOf(failed: TimelineDocumentEntry | undefined): Partial<EventSummary> {
  const { errorType, errorMessage, timedOut } = failed ?? {}
  return {
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(timedOut !== undefined && { timedOut }),
  }
}

function isFailure(state: EventState, condition?: string, failed?: TimelineDocumentEntry): boolean {
  return failed !== undefined || (state === 'ended' && condition !== 'Success')
}

function groupOf(functionArn = '', condition = '', failed: TimelineDocumentEntry | undefined): string {
  const requestContext = { requestId: '', functionArn, condition, approximateInvokeCount: 1 }
  const { errorType, errorMessage, stack } = failed ?? {}
  const record = { version: '1.0', timestamp: '', requestContext, requestPayload: null } as const
  if (failed === undefined) return fingerprint({ kind: 'invocation-record', record, through: [] })
  const responseContext = { statusCode: 200, executedVersion: '', functionError: 'Unhandled' }
  const responsePayload = { errorType, errorMessage, stackTrace: stack }
  return fingerprint({
    kind: 'invocation-record',
    through: [],
    record: { ...record, responseContext, responsePayload },
  })
}
