import type { TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { type EventState, type EventSummary, standingIn, summarizeEvent } from './event-summary.ts'

/** What a list of ten thousand events is filtered and counted by. Times are milliseconds since the epoch. */
export interface EventFacts {
  readonly requestId: string
  readonly functionArn?: string
  readonly acceptedAtMs?: number
  readonly state: EventState
  /** Condition, and when the event ended, if it has. */
  readonly condition?: string
  readonly endedAtMs?: number
  /** End of the wait, if the event is waiting. */
  readonly dueAtMs?: number
  /** Type and message of the last error of the function. */
  readonly errorType?: string
  readonly errorMessage?: string
}

/** An entry, and the members that its payload gave it. */
export interface NotedEntry {
  readonly entry: TimelineEntry
  readonly shown: Pick<EventFacts, 'errorType' | 'errorMessage'>
}

/** One event of a list. Its summary is computed when it is first read: a page shows a hundred of ten thousand. */
export interface EventDigest extends EventFacts {
  readonly summary: EventSummary
}

/** Joins facts with a summary that is computed once, when it is read. */
export function createDigest(facts: EventFacts, summarize: () => EventSummary): EventDigest {
  let summary: EventSummary | undefined
  return {
    ...facts,
    get summary() {
      summary ??= summarize()
      return summary
    },
  }
}

/**
 * Reads the facts of an event off its entries.
 *
 * @param entries - at least one, in the order in which they happened
 */
export function factsOf(requestId: string, entries: readonly NotedEntry[]): EventFacts {
  const { functionArn, acceptedAtMs } = entries.find(({ entry }) => entry.functionArn !== undefined)?.entry ?? {}
  const standing = standingOf(entries)
  const failed = entries.findLast(({ entry }) => entry.type === 'attempt-ended' && entry.outcome === 'functionError')
  return {
    requestId,
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAtMs !== undefined && { acceptedAtMs }),
    ...standing,
    ...(standing.condition !== 'Success' && errorIn(failed?.shown)),
  }
}

function errorIn({ errorType, errorMessage }: NotedEntry['shown'] = {}): NotedEntry['shown'] {
  return { ...(errorType !== undefined && { errorType }), ...(errorMessage !== undefined && { errorMessage }) }
}

/** The state after the newest entry that determines one, and the end after the newest decision. */
function standingOf(entries: readonly NotedEntry[]): Omit<EventFacts, 'requestId'> {
  let state: EventState | undefined
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]?.entry
    if (entry?.type === 'attempt-started' || entry?.type === 'attempt-ended') state ??= 'running'
    else if (entry?.type === 'quarantined' || entry?.type === 'lost') state ??= entry.type
    else if (entry?.type === 'decided') {
      const { decision, atMs } = entry
      if (decision.kind === 'terminal')
        return { state: state ?? 'ended', condition: decision.condition, endedAtMs: atMs }
      return state === undefined ? { state: 'waiting', dueAtMs: atMs + decision.delayMs } : { state }
    }
  }
  return { state: state ?? 'queued' }
}

/** The digest of an event whose timeline is a document. */
export function digestOfTimeline(timeline: Timeline): EventDigest {
  const { requestId, functionArn, acceptedAt, entries } = timeline
  const { state, decided, failed } = standingIn(entries)
  const { condition, at = '', until } = decided ?? {}
  const facts = {
    ...{ requestId, state },
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAt !== undefined && { acceptedAtMs: Date.parse(acceptedAt) }),
    ...(condition !== undefined && { condition, endedAtMs: Date.parse(at) }),
    ...(state === 'waiting' && until !== undefined && { dueAtMs: Date.parse(until) }),
    ...errorIn(failed),
  }
  return createDigest(facts, () => summarizeEvent(timeline))
}
