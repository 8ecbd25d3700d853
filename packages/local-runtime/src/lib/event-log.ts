import { explain, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/** Events whose timelines are kept; the oldest go first. */
const mostEvents = 10_000

/** The timelines of the newest events, as documents. */
export class EventLog {
  readonly #entries = new Map<string, TimelineEntry[]>()

  note(entry: TimelineEntry): void {
    const entries = this.#entries.get(entry.requestId)
    if (entries !== undefined) {
      entries.push(entry)
      return
    }
    this.#entries.set(entry.requestId, [entry])
    if (this.#entries.size <= mostEvents) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }

  timeline(requestId: string): Timeline | undefined {
    const entries = this.#entries.get(requestId)
    return entries && documentOf(requestId, entries)
  }

  /** Newest first: each event with what came of it, as far as it has. */
  summaries(most: number): readonly object[] {
    const newest = [...this.#entries].slice(-most).reverse()
    return newest.map(([id, noted]) => {
      const { requestId, functionArn, acceptedAt, entries } = documentOf(id, noted)
      const ended = entries.find(({ type }) => type === 'ended')
      const attempts = entries.filter(({ type }) => type === 'attempt-started').length
      return { requestId, functionArn, acceptedAt, attempts, condition: ended?.condition }
    })
  }
}

function documentOf(requestId: string, noted: readonly TimelineEntry[]): Timeline {
  const [first] = noted
  const accepted = first?.type === 'accepted' ? { functionArn: first.functionArn, acceptedAt: iso(first.atMs) } : {}
  return { version: '1.0', requestId, ...accepted, entries: noted.map(documentEntry) }
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
