import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import { shorten } from '@async-invoke/schemas/internal'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { heldBytes } from '../retention/held-bytes.ts'
import { type EventState, type EventSummary, stateOf, summarizeEvent } from './event-summary.ts'

/** Limits of a generation: events accepted in it, and memory of its entries. At either, the next generation begins. */
const maxAccepted = 10_000
const maxBytes = 64 * 1_048_576

/** Characters of an error's message that are kept: enough to see why a delivery failed. */
const maxErrorLength = 1_024

/**
 * Keeps the timelines of the newest events: of at least the {@link maxAccepted} accepted last, and at most twice as many,
 * within twice {@link maxBytes}. Payloads and records are not kept.
 *
 * Noting an entry only appends it (hot path). Entries are grouped by event on reading, which most runtimes rarely do.
 */
export class EventLog {
  /** Two generations of entries in the order in which they happened; the older one is dropped as a whole. */
  #newer: TimelineEntry[] = []
  #older: readonly TimelineEntry[] = []
  #accepted = 0
  #olderAccepted = 0
  #bytes = 0
  #changes = 0
  #dropped = 0
  /** Entries of both generations by event, as far as they have been grouped. */
  #byEvent: Map<string, TimelineEntry[]> | undefined
  /** Entries of the newer generation that have been grouped. */
  #grouped = 0

  /** Increases with every entry. */
  get changes(): number {
    return this.#changes
  }

  /** Events whose acceptance is no longer kept, for the limits. */
  get dropped(): number {
    return this.#dropped
  }

  note(entry: TimelineEntry): void {
    const kept = withoutTexts(entry)
    const bytes = heldBytes(kept)
    const accepted = entry.type === 'accepted' ? 1 : 0
    if (this.#accepted + accepted > maxAccepted || this.#bytes + bytes > maxBytes) this.#startGeneration()
    this.#accepted += accepted
    this.#bytes += bytes
    this.#changes += 1
    this.#newer.push(kept)
  }

  timeline(requestId: string): Timeline | undefined {
    const entries = this.#entriesByEvent().get(requestId)
    if (entries === undefined) return undefined
    const { functionArn, acceptedAt } = summarizeEvent(requestId, entries)
    const accepted = functionArn === undefined || acceptedAt === undefined ? {} : { functionArn, acceptedAt }
    return { version: '1.0', requestId, ...accepted, entries: entries.map(formatTimelineEntry) }
  }

  /** At most `max` events, newest first; with `state`, only those in this state. */
  summaries(max: number, state?: EventState): readonly EventSummary[] {
    const found: EventSummary[] = []
    for (const [requestId, entries] of [...this.#entriesByEvent()].reverse()) {
      if (found.length === max) return found
      if (state === undefined || stateOf(entries) === state) found.push(summarizeEvent(requestId, entries))
    }
    return found
  }

  #startGeneration(): void {
    this.#dropped += this.#olderAccepted
    this.#older = this.#newer
    this.#olderAccepted = this.#accepted
    this.#newer = []
    this.#accepted = 0
    this.#bytes = 0
    this.#byEvent = undefined
  }

  /** Events in the order of their first entries. */
  #entriesByEvent(): ReadonlyMap<string, readonly TimelineEntry[]> {
    if (this.#byEvent === undefined) {
      this.#byEvent = new Map()
      this.#grouped = 0
      for (const entry of this.#older) group(this.#byEvent, entry)
    }
    for (; this.#grouped < this.#newer.length; this.#grouped += 1)
      group(this.#byEvent, this.#newer[this.#grouped] as TimelineEntry)
    return this.#byEvent
  }
}

function group(byEvent: Map<string, TimelineEntry[]>, entry: TimelineEntry): void {
  const entries = byEvent.get(entry.requestId)
  if (entries === undefined) byEvent.set(entry.requestId, [entry])
  else entries.push(entry)
}

/** Leaves out payloads and records, which the timeline document does not show either, and shortens errors. */
function withoutTexts(entry: TimelineEntry): TimelineEntry {
  switch (entry.type) {
    case 'attempt-ended': {
      const { payload: _, ...kept } = entry
      return kept
    }
    case 'delivered':
      return { ...entry, recordText: '' }
    case 'kept':
      return 'recordText' in entry ? { ...entry, recordText: '' } : entry
    case 'delivery-failed':
      return { ...entry, recordText: '', error: messageOf(entry.error) }
    case 'dead-letter-failed':
      return { ...entry, error: messageOf(entry.error) }
    default:
      return entry
  }
}

function messageOf(error: unknown): string {
  return shorten(error instanceof Error ? error.message : String(error), maxErrorLength)
}
