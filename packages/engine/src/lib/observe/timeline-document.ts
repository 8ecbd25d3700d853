import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
import { describeDecision } from '../decide/explain.ts'
import { describePayload } from './describe-payload.ts'
import type { TimelineEntry } from './timeline.ts'

/**
 * Formats an entry for the timeline document: with the beginnings of payloads, ISO times, and an explanation of each decision.
 * Written one JSON line each, such entries are the streamed form of the document.
 *
 * @example
 * ```ts
 * const onTimeline = (entry: TimelineEntry) =>
 *   stream.write(`${JSON.stringify({ requestId: entry.requestId, ...formatTimelineEntry(entry) })}\n`)
 * ```
 */
export function formatTimelineEntry(entry: TimelineEntry): TimelineDocumentEntry {
  const at = isoTime(entry.atMs)
  switch (entry.type) {
    case 'attempt-started': {
      const { type, attempt, version } = entry
      return version === undefined ? { type, at, attempt } : { type, at, attempt, version }
    }
    case 'attempt-ended': {
      const { type, attempt, outcome, errorMessage, limit, payload } = entry
      return {
        ...{ type, at, attempt, outcome },
        ...(limit !== undefined && { limit }),
        ...(errorMessage !== undefined && { error: errorMessage }),
        ...(payload !== undefined && describePayload(payload, outcome)),
      }
    }
    case 'decided':
      return formatDecision(entry, at)
    case 'delivered':
    case 'dead-letter-delivered':
      return { type: 'delivered', at, route: entry.route, destinationArn: entry.destinationArn }
    case 'kept': {
      const { type, route, destinationArn, explanation } = entry
      return { type, at, route, destinationArn, explanation }
    }
    case 'delivery-failed':
    case 'dead-letter-failed': {
      const { route, destinationArn, error } = entry
      return { type: 'delivery-failed', at, route, destinationArn, error: messageOf(error) }
    }
    case 'quarantined':
      return { type: entry.type, at, reason: entry.reason }
    case 'accepted': {
      const { type, payload } = entry
      return { type, at, ...(payload !== undefined && describePayload(payload)) }
    }
    case 'lease-lost':
    case 'outcome-unknown':
    case 'lost':
      return { type: entry.type, at }
  }
}

/**
 * Collects timeline entries into one document per event. Beyond `maxEvents` events (10,000 by default), the oldest one is
 * forgotten.
 *
 * @example
 * ```ts
 * const timelines = collectTimelines()
 * const engine = createEngine({ functions, onTimeline: timelines.onTimeline })
 * // later: JSON.stringify(timelines.get('r-1'))
 * ```
 */
export function collectTimelines({ maxEvents = 10_000 } = {}): TimelineCollection {
  const documents = new Map<string, Timeline>()
  return {
    onTimeline(entry) {
      const { requestId } = entry
      const known = documents.get(requestId) ?? { version: '1.0', requestId, entries: [] }
      const { functionArn, acceptedAtMs } = entry
      if (functionArn !== undefined) known.functionArn ??= functionArn
      if (acceptedAtMs !== undefined) known.acceptedAt ??= isoTime(acceptedAtMs)
      known.entries.push(formatTimelineEntry(entry))
      documents.set(requestId, known)
      const [oldest] = documents.keys()
      if (documents.size > maxEvents && oldest !== undefined) documents.delete(oldest)
    },
    get: (requestId) => documents.get(requestId),
    all: () => documents.values(),
  }
}

/** Timeline documents by event. */
export interface TimelineCollection {
  /** Pass it to `createEngine`; several engines may share it. */
  readonly onTimeline: (entry: TimelineEntry) => void
  /** Returns the timeline of an event; `undefined` if it is unknown or forgotten. */
  get(requestId: string): Timeline | undefined
  /** Returns all timelines, oldest first. */
  all(): Iterable<Timeline>
}

function formatDecision(entry: Extract<TimelineEntry, { type: 'decided' }>, at: string): TimelineDocumentEntry {
  const { decision, atMs } = entry
  const because = { rules: [...decision.rules], explanation: describeDecision(decision) }
  if (decision.kind === 'requeue') {
    const { delayMs } = decision
    return { type: 'waiting', at, until: isoTime(atMs + delayMs), delayMs, ...because }
  }
  const { condition, approximateInvokeCount, responseContext } = decision
  const status = responseContext === undefined ? {} : { statusCode: responseContext.statusCode }
  return { type: 'ended', at, condition, approximateInvokeCount, ...status, ...because }
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
