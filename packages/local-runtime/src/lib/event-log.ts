import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { type EventState, type EventSummary, stateOf, summaryOf } from './event-summary.ts'

/** Events whose timelines are kept; the oldest go first. */
const mostEvents = 10_000

/** The timelines of the newest events; put into documents when they are asked for, since most never are. */
export class EventLog {
  readonly #entries = new Map<string, TimelineEntry[]>()
  /** Ids in a ring, in the order in which they came: looking for a map's first key gets slower with every one deleted. */
  readonly #order: string[] = []
  #next = 0
  #changes = 0

  /** Grows with everything that is noted. */
  get changes(): number {
    return this.#changes
  }

  note(entry: TimelineEntry): void {
    this.#changes += 1
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
    if (entries === undefined) return undefined
    const { functionArn, acceptedAt } = summaryOf(requestId, entries)
    const accepted = functionArn === undefined || acceptedAt === undefined ? {} : { functionArn, acceptedAt }
    return { version: '1.0', requestId, ...accepted, entries: entries.map(formatTimelineEntry) }
  }

  /** Newest first, at most so many; those in one state where asked. */
  summaries(most: number, state?: EventState): readonly EventSummary[] {
    const found: EventSummary[] = []
    for (let back = 1; back <= this.#order.length && found.length < most; back += 1) {
      const requestId = this.#order[(this.#next - back + mostEvents) % mostEvents]
      const entries = requestId === undefined ? undefined : this.#entries.get(requestId)
      if (requestId === undefined || entries === undefined) continue
      if (state === undefined || stateOf(entries) === state) found.push(summaryOf(requestId, entries))
    }
    return found
  }
}
