import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { type EventState, type EventSummary, stateOf, summaryOf } from './event-summary.ts'

/** A generation is over when it has seen so many events accepted, or so many entries of whatever events. */
const mostAccepted = 10_000
const mostEntries = 500_000

/**
 * The timelines of the newest events: of so many events that were accepted last at least, and at most twice as many.
 *
 * Noting something is next to nothing. It is put in order by event when somebody asks, which for most never happens.
 */
export class EventLog {
  /** Two generations, each in the order in which things happened: a whole one is forgotten at once. */
  #newer: TimelineEntry[] = []
  #older: readonly TimelineEntry[] = []
  #accepted = 0
  #changes = 0
  /** The entries of both generations by event, as far as they have been put in order. */
  #byEvent: Map<string, TimelineEntry[]> | undefined
  #ordered = 0

  /** Grows with everything that is noted. */
  get changes(): number {
    return this.#changes
  }

  note(entry: TimelineEntry): void {
    const accepted = entry.type === 'accepted' ? 1 : 0
    if (this.#accepted + accepted > mostAccepted || this.#newer.length === mostEntries) this.#turnGeneration()
    this.#accepted += accepted
    this.#changes += 1
    this.#newer.push(entry)
  }

  timeline(requestId: string): Timeline | undefined {
    const entries = this.#events().get(requestId)
    if (entries === undefined) return undefined
    const { functionArn, acceptedAt } = summaryOf(requestId, entries)
    const accepted = functionArn === undefined || acceptedAt === undefined ? {} : { functionArn, acceptedAt }
    return { version: '1.0', requestId, ...accepted, entries: entries.map(formatTimelineEntry) }
  }

  /** Newest first, at most so many; those in one state where asked. */
  summaries(most: number, state?: EventState): readonly EventSummary[] {
    const found: EventSummary[] = []
    for (const [requestId, entries] of [...this.#events()].reverse()) {
      if (found.length === most) return found
      if (state === undefined || stateOf(entries) === state) found.push(summaryOf(requestId, entries))
    }
    return found
  }

  #turnGeneration(): void {
    this.#older = this.#newer
    this.#newer = []
    this.#accepted = 0
    this.#byEvent = undefined
  }

  /** In the order in which they came. */
  #events(): ReadonlyMap<string, readonly TimelineEntry[]> {
    if (this.#byEvent === undefined) {
      this.#byEvent = new Map()
      this.#ordered = 0
      for (const entry of this.#older) order(this.#byEvent, entry)
    }
    for (; this.#ordered < this.#newer.length; this.#ordered += 1)
      order(this.#byEvent, this.#newer[this.#ordered] as TimelineEntry)
    return this.#byEvent
  }
}

function order(byEvent: Map<string, TimelineEntry[]>, entry: TimelineEntry): void {
  const entries = byEvent.get(entry.requestId)
  if (entries === undefined) byEvent.set(entry.requestId, [entry])
  else entries.push(entry)
}
