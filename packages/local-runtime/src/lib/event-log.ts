import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { type EventState, type EventSummary, stateOf, summaryOf } from './event-summary.ts'

/** So many of the newest events are kept at least, and at most twice as many. */
const fewestEvents = 10_000

/** The timelines of the newest events; put into documents when they are asked for, since most never are. */
export class EventLog {
  /** Two generations, each in the order in which its events came: a whole one is forgotten at once, for next to nothing. */
  #newer = new Map<string, TimelineEntry[]>()
  #older: ReadonlyMap<string, TimelineEntry[]> = new Map()
  #changes = 0

  /** Grows with everything that is noted. */
  get changes(): number {
    return this.#changes
  }

  note(entry: TimelineEntry): void {
    this.#changes += 1
    // What is accepted only now is in no older generation.
    const entries = entry.type === 'accepted' ? this.#newer.get(entry.requestId) : this.#of(entry.requestId)
    if (entries !== undefined) {
      entries.push(entry)
      return
    }
    if (this.#newer.size === fewestEvents) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(entry.requestId, [entry])
  }

  timeline(requestId: string): Timeline | undefined {
    const entries = this.#of(requestId)
    if (entries === undefined) return undefined
    const { functionArn, acceptedAt } = summaryOf(requestId, entries)
    const accepted = functionArn === undefined || acceptedAt === undefined ? {} : { functionArn, acceptedAt }
    return { version: '1.0', requestId, ...accepted, entries: entries.map(formatTimelineEntry) }
  }

  /** Newest first, at most so many; those in one state where asked. */
  summaries(most: number, state?: EventState): readonly EventSummary[] {
    const found: EventSummary[] = []
    for (const generation of [this.#newer, this.#older])
      for (const [requestId, entries] of [...generation].reverse()) {
        if (found.length === most) return found
        if (state === undefined || stateOf(entries) === state) found.push(summaryOf(requestId, entries))
      }
    return found
  }

  #of(requestId: string): TimelineEntry[] | undefined {
    return this.#newer.get(requestId) ?? this.#older.get(requestId)
  }
}
