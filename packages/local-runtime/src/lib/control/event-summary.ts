import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'

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
  /** End of the wait, if the event is waiting; ISO 8601. */
  readonly until?: string
  /** Condition, if the event has ended. */
  readonly condition?: string
  /** Rules of the last decision. */
  readonly rules?: readonly string[]
  /** Explanation of the last decision by its rules. */
  readonly explanation?: string
  readonly failedDeliveries: number
}

/**
 * Summarizes the timeline entries of one event.
 *
 * @example
 * summarizeEvent('r-1', [accepted, attemptStarted, attemptEnded, decided])
 * // { requestId: 'r-1', state: 'waiting', attempts: 1, until: '2026-02-10T09:16:00.120Z', rules: ['4.2.5c'], … }
 */
export function summarizeEvent(requestId: string, entries: readonly TimelineEntry[]): EventSummary {
  const decided = entries.findLast(({ type }) => type === 'decided')
  const { functionArn, acceptedAtMs } = entries.find((entry) => entry.functionArn !== undefined) ?? {}
  const { until, condition, rules, explanation } = decided === undefined ? {} : formatTimelineEntry(decided)
  const state = stateOf(entries)
  return {
    requestId,
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAtMs !== undefined && { acceptedAt: new Date(acceptedAtMs).toISOString() }),
    state,
    attempts: entries.filter(({ type }) => type === 'attempt-started').length,
    ...(state === 'waiting' && until !== undefined && { until }),
    ...(condition !== undefined && { condition }),
    ...(rules !== undefined && { rules }),
    ...(explanation !== undefined && { explanation }),
    failedDeliveries: entries.filter(({ type }) => type.endsWith('-failed')).length,
  }
}

/** State after the newest entry that determines one; deliveries and lost leases do not. */
export function stateOf(entries: readonly TimelineEntry[]): EventState {
  for (const entry of entries.toReversed()) {
    switch (entry.type) {
      case 'attempt-started':
      case 'attempt-ended':
        return 'running'
      case 'decided':
        return entry.decision.kind === 'requeue' ? 'waiting' : 'ended'
      case 'quarantined':
      case 'lost':
        return entry.type
    }
  }
  return 'queued'
}
