import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import { describePayload, type PayloadMembers } from '@async-invoke/engine/internal'
import { shorten } from '@async-invoke/schemas/internal'
import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
import { heldBytes } from '../../retention/held-bytes.ts'
import { createDigest, type EventDigest, factsOf } from './event-digest.ts'
import { summarizeEvent } from './event-summary.ts'

/** Limits of a generation: events accepted in it, and memory of its entries. At either, the next generation begins. */
const maxAccepted = 10_000
const maxBytes = 64 * 1_048_576

/** Characters of an error's message that are kept: enough to see why a delivery failed. */
const maxErrorLength = 1_024

/** An entry, and the members of its document that come from its payload. */
interface KeptEntry {
  readonly entry: TimelineEntry
  readonly shown: PayloadMembers & Pick<TimelineDocumentEntry, 'logPosition'>
}

/** The entries of one event, and what they were formatted to. */
interface EventEntries {
  readonly kept: KeptEntry[]
  readonly entries: TimelineDocumentEntry[]
  /** Digest of the entries, as long as none has come since. */
  digest?: EventDigest | undefined
}

/**
 * Keeps the timelines of the newest events: of at least the {@link maxAccepted} accepted last, and at most twice as many,
 * within twice {@link maxBytes}. Of payloads it keeps the beginnings, and of records nothing.
 *
 * Noting an entry only appends it (hot path). Entries are grouped by event on reading, which most runtimes rarely do.
 */
export class EventLog {
  /** Two generations of entries in the order in which they happened; the older one is dropped as a whole. */
  #newer: KeptEntry[] = []
  #older: readonly KeptEntry[] = []
  #accepted = 0
  #olderAccepted = 0
  #bytes = 0
  #changes = 0
  #dropped = 0
  /** Entries of both generations by event, as far as they have been grouped. */
  #byEvent: Map<string, EventEntries> | undefined
  /** Entries of the newer generation that have been grouped. */
  #grouped = 0
  /** The list of all events, as long as no entry has come since. */
  #digests: { readonly changes: number; readonly events: readonly EventDigest[] } | undefined

  /** Increases with every entry. */
  get changes(): number {
    return this.#changes
  }

  /** Events whose acceptance is no longer kept, for the limits. */
  get dropped(): number {
    return this.#dropped
  }

  /** @param logPosition - number of log lines that the function has written so far, for the start of an attempt */
  note(entry: TimelineEntry, logPosition?: number): void {
    const kept = withoutTexts(entry, logPosition)
    const bytes = heldBytes(kept)
    const accepted = entry.type === 'accepted' ? 1 : 0
    if (this.#accepted + accepted > maxAccepted || this.#bytes + bytes > maxBytes) this.#startGeneration()
    this.#accepted += accepted
    this.#bytes += bytes
    this.#changes += 1
    this.#newer.push(kept)
  }

  timeline(requestId: string): Timeline | undefined {
    const event = this.#byRequestId().get(requestId)
    return event === undefined ? undefined : documentOf(requestId, event)
  }

  /** All events, newest first. */
  digests(): readonly EventDigest[] {
    if (this.#digests?.changes === this.#changes) return this.#digests.events
    const events = Array.from(this.#byRequestId(), ([requestId, event]) => {
      event.digest ??= createDigest(factsOf(requestId, event.kept), () => summarizeEvent(documentOf(requestId, event)))
      return event.digest
    }).reverse()
    this.#digests = { changes: this.#changes, events }
    return events
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
  #byRequestId(): ReadonlyMap<string, EventEntries> {
    if (this.#byEvent === undefined) {
      this.#byEvent = new Map()
      this.#grouped = 0
      for (const entry of this.#older) group(this.#byEvent, entry)
    }
    for (; this.#grouped < this.#newer.length; this.#grouped += 1)
      group(this.#byEvent, this.#newer[this.#grouped] as KeptEntry)
    return this.#byEvent
  }
}

function group(byEvent: Map<string, EventEntries>, kept: KeptEntry): void {
  const { requestId } = kept.entry
  const event = byEvent.get(requestId)
  if (event === undefined) byEvent.set(requestId, { kept: [kept], entries: [] })
  else {
    event.kept.push(kept)
    event.digest = undefined
  }
}

/** The document of an event; entries that were formatted before are not formatted again. */
function documentOf(requestId: string, { kept, entries }: EventEntries): Timeline {
  for (const { entry, shown } of kept.slice(entries.length)) entries.push({ ...formatTimelineEntry(entry), ...shown })
  const { functionArn, acceptedAtMs } = kept.find(({ entry }) => entry.functionArn !== undefined)?.entry ?? {}
  return {
    ...{ version: '1.0', requestId },
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAtMs !== undefined && { acceptedAt: new Date(acceptedAtMs).toISOString() }),
    entries: [...entries],
  }
}

/** Leaves out records and all but the beginnings of payloads, and shortens errors. */
function withoutTexts(entry: TimelineEntry, logPosition: number | undefined): KeptEntry {
  switch (entry.type) {
    case 'accepted': {
      const { payload, ...kept } = entry
      return { entry: kept, shown: payload === undefined ? {} : describePayload(payload) }
    }
    case 'attempt-started':
      return { entry, shown: logPosition === undefined ? {} : { logPosition } }
    case 'attempt-ended': {
      const { payload, ...kept } = entry
      return { entry: kept, shown: payload === undefined ? {} : describePayload(payload, entry.outcome) }
    }
    case 'delivered':
      return { entry: { ...entry, recordText: '' }, shown: {} }
    case 'kept':
      return { entry: 'recordText' in entry ? { ...entry, recordText: '' } : entry, shown: {} }
    case 'delivery-failed':
      return { entry: { ...entry, recordText: '', error: messageOf(entry.error) }, shown: {} }
    case 'dead-letter-failed':
      return { entry: { ...entry, error: messageOf(entry.error) }, shown: {} }
    default:
      return { entry, shown: {} }
  }
}

function messageOf(error: unknown): string {
  return shorten(error instanceof Error ? error.message : String(error), maxErrorLength)
}
