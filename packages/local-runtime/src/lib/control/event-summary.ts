import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'

/**
 * What an event is doing. `queued`: accepted, not tried yet. `running`: an attempt is under way. `waiting`: until a known
 * moment. `ended`: with a condition, deliveries apart. `quarantined`, `lost`: as the timeline's entries of these names.
 */
export const eventStates = ['queued', 'running', 'waiting', 'ended', 'quarantined', 'lost'] as const
export type EventState = (typeof eventStates)[number]

/** One event at a glance: what it does, until when, and why. */
export interface EventSummary {
  readonly requestId: string
  /** Missing, as `acceptedAt`, for an event that an earlier process accepted. */
  readonly functionArn?: string
  /** ISO 8601, on the runtime's clock. */
  readonly acceptedAt?: string
  readonly state: EventState
  /** Attempts that have started; throttled ones are counted. */
  readonly attempts: number
  /** End of the wait; of a waiting event. */
  readonly until?: string
  /** Of an ended event. */
  readonly condition?: string
  /** The rules of the last decision, and the sentence that explains it. */
  readonly rules?: readonly string[]
  readonly explanation?: string
  /** Deliveries that have failed. */
  readonly failedDeliveries: number
}

/**
 * Sums up what is known of one event.
 *
 * @example
 * summaryOf('r-1', [accepted, attemptStarted, attemptEnded, decided])
 * // { requestId: 'r-1', state: 'waiting', attempts: 1, until: '2026-02-10T09:16:00.120Z', rules: ['4.2.5c'], … }
 */
export function summaryOf(requestId: string, entries: readonly TimelineEntry[]): EventSummary {
  const accepted = entries.find(({ type }) => type === 'accepted')
  const decided = entries.findLast(({ type }) => type === 'decided')
  const about = accepted?.type === 'accepted' ? acceptance(accepted) : {}
  const { until, condition, rules, explanation } = decided === undefined ? {} : formatTimelineEntry(decided)
  const state = stateOf(entries)
  return {
    requestId,
    ...about,
    state,
    attempts: entries.filter(({ type }) => type === 'attempt-started').length,
    ...(state === 'waiting' && until !== undefined && { until }),
    ...(condition !== undefined && { condition }),
    ...(rules !== undefined && { rules }),
    ...(explanation !== undefined && { explanation }),
    failedDeliveries: entries.filter(({ type }) => type.endsWith('-failed')).length,
  }
}

/** What the newest entry that says so says; deliveries and lost leases change nothing. */
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

function acceptance({ functionArn, atMs }: Extract<TimelineEntry, { type: 'accepted' }>) {
  return { functionArn, acceptedAt: new Date(atMs).toISOString() }
}
