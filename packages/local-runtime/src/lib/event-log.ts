import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'

/** Events whose timelines are kept; the oldest go first. */
const mostEvents = 10_000

/** The timelines of the newest events; put into documents when they are asked for, since most never are. */
export class EventLog {
  readonly #entries = new Map<string, TimelineEntry[]>()
  /** Ids in a ring, in the order in which they came: looking for a map's first key gets slower with every one deleted. */
  readonly #order: string[] = []
  #next = 0

  note(entry: TimelineEntry): void {
    const entries = this.#entries.get(entry.requestId)
    if (entries !== undefined) {
      entries.push(entry)
      return
    }
    this.#entries.set(entry.requestId, [entry])
    const oldest = this.#order[this.#next]
    if (oldest !== undefined) this.#entries.delete(oldest)
    this.#order[this.#next] = entry.requestId
    this.#next = (this.#next + 1) % mostEvents
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
  const accepted =
    first?.type === 'accepted' ? { functionArn: first.functionArn, acceptedAt: new Date(first.atMs).toISOString() } : {}
  return { version: '1.0', requestId, ...accepted, entries: noted.map(formatTimelineEntry) }
}
