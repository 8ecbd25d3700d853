import { explain, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/** Events whose timelines are kept; the oldest go first. */
const mostEvents = 10_000

/** The timelines of the newest events, as documents. */
export class EventLog {
  readonly #timelines = new Map<string, Timeline>()

  note(entry: TimelineEntry): void {
    const timeline = this.#timelines.get(entry.requestId) ?? begin(entry)
    if (!this.#timelines.has(entry.requestId)) {
      this.#timelines.set(entry.requestId, timeline)
      const [oldest] = this.#timelines.keys()
      if (this.#timelines.size > mostEvents && oldest !== undefined) this.#timelines.delete(oldest)
    }
    timeline.entries.push(documentEntry(entry))
  }

  timeline(requestId: string): Timeline | undefined {
    return this.#timelines.get(requestId)
  }

  /** Newest first: each event with what came of it, as far as it has. */
  summaries(most: number): readonly object[] {
    const newest = [...this.#timelines.values()].slice(-most).reverse()
    return newest.map(({ requestId, functionArn, acceptedAt, entries }) => {
      const ended = entries.find(({ type }) => type === 'ended')
      const attempts = entries.filter(({ type }) => type === 'attempt-started').length
      return { requestId, functionArn, acceptedAt, attempts, condition: ended?.condition }
    })
  }
}

function begin(entry: TimelineEntry): Timeline {
  const accepted = entry.type === 'accepted' ? { functionArn: entry.functionArn, acceptedAt: iso(entry.atMs) } : {}
  return { version: '1.0', requestId: entry.requestId, ...accepted, entries: [] }
}

function documentEntry(entry: TimelineEntry): TimelineDocumentEntry {
  const at = iso(entry.atMs)
  switch (entry.type) {
    case 'attempt-started':
      return { type: entry.type, at, attempt: entry.attempt, ...(entry.version && { version: entry.version }) }
    case 'attempt-ended':
      return { type: entry.type, at, attempt: entry.attempt, outcome: entry.outcome }
    case 'decided':
      return decided(entry, at)
    case 'delivered':
    case 'dead-letter-delivered':
      return { type: 'delivered', at, route: entry.route, destinationArn: entry.destinationArn }
    case 'delivery-failed':
    case 'dead-letter-failed': {
      const error = entry.error instanceof Error ? entry.error.message : String(entry.error)
      return { type: 'delivery-failed', at, route: entry.route, destinationArn: entry.destinationArn, error }
    }
    case 'quarantined':
      return { type: entry.type, at, reason: entry.reason }
    default:
      return { type: entry.type, at }
  }
}

function decided({ decision, atMs }: Extract<TimelineEntry, { type: 'decided' }>, at: string): TimelineDocumentEntry {
  const why = { rules: [...decision.rules], explanation: explain(decision) }
  if (decision.kind === 'requeue')
    return { type: 'waiting', at, until: iso(atMs + decision.delayMs), delayMs: decision.delayMs, ...why }
  const { condition, approximateInvokeCount, responseContext } = decision
  const status = responseContext === undefined ? {} : { statusCode: responseContext.statusCode }
  return { type: 'ended', at, condition, approximateInvokeCount, ...status, ...why }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
