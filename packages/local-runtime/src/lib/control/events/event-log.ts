import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import { describePayload, headOf, type PayloadMembers } from '@async-invoke/engine/internal'
import { shorten } from '@async-invoke/schemas/internal'
import type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
import { ByteLog } from '../../retention/byte-log.ts'
import { heldBytes } from '../../retention/held-bytes.ts'
import { createDigest, type EventDigest, factsOf } from './event-digest.ts'
import { summarizeEvent } from './event-summary.ts'
import { inBatches } from './in-batches.ts'

/** Limits of a generation: events accepted in it, and memory of its entries. At either, the next generation begins. */
const maxAccepted = 10_000
const maxBytes = 64 * 1_048_576

/** Characters of an error's message that are kept: enough to see why a delivery failed. */
const maxErrorLength = 1_024

type Acceptance = Extract<TimelineEntry, { type: 'accepted' }>

/** An entry, and the members of its document that come from its payload. */
interface KeptEntry {
  readonly entry: TimelineEntry | KeptAcceptance
  readonly shown: PayloadMembers & Pick<TimelineDocumentEntry, 'logPosition'>
}

/** An acceptance, flat: a queue that fills has little else, and the garbage collector passes each object. */
interface KeptAcceptance extends Omit<Acceptance, 'payload'> {
  /** Size of the payload, which is described when it is read; -1 without one. */
  readonly payloadBytes: number
  /** Where its beginning is kept, and its number there. */
  readonly heads: ByteLog
  readonly head: number
}

const none = -1
const noMembers = {}
/** Bytes counted for an acceptance beside those of its texts and of its payload. */
const bytesPerAcceptance = heldBytes({
  ...{ type: 'accepted', requestId: '', functionArn: '', acceptedAtMs: 0, atMs: 0 },
  ...{ payloadBytes: 0, heads: {}, head: 0 },
})

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
 * Hot path: entries are noted in batches, and noting only appends them; they are grouped by event on reading, which most runtimes
 * rarely do.
 */
export class EventLog {
  /** Two generations of entries in the order in which they happened; the older one is dropped as a whole. */
  #newer: (KeptEntry | KeptAcceptance)[] = []
  #older: readonly (KeptEntry | KeptAcceptance)[] = []
  /** Beginnings of the payloads of the newer generation, and of the older one. */
  #heads = new ByteLog()
  #olderHeads = new ByteLog()
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
  /** The latest entries, which are not counted anywhere yet. */
  readonly #arrived = inBatches()

  /** Increases with every entry. */
  get changes(): number {
    this.#arrived.doAll()
    return this.#changes
  }

  /** Events whose acceptance is no longer kept, for the limits. */
  get dropped(): number {
    this.#arrived.doAll()
    return this.#dropped
  }

  /** @param logPosition - number of log lines that the function has written so far, for the start of an attempt */
  note(entry: TimelineEntry, logPosition?: number): void {
    this.#arrived.add(() => this.#note(entry, logPosition))
  }

  #note(entry: TimelineEntry, logPosition: number | undefined): void {
    if (entry.type === 'accepted') this.#noteAccepted(entry)
    else {
      const kept = withoutTexts(entry, logPosition)
      const bytes = heldBytes(kept)
      if (this.#exceeds(bytes)) this.#startGeneration()
      this.#add(kept, bytes)
    }
  }

  /** Counts its bytes without a walk, and keeps the payload's beginning as bytes (hot path). */
  #noteAccepted({ type, requestId, functionArn, acceptedAtMs, atMs, payload }: Acceptance): void {
    const bytes = bytesPerAcceptance + 2 * (requestId.length + functionArn.length)
    const begun = payload && headOf(payload)
    if (this.#accepted === maxAccepted || this.#exceeds(bytes, begun?.length)) this.#startGeneration()
    this.#accepted += 1
    const heads = this.#heads
    const payloadBytes = payload?.length ?? none
    const head = begun === undefined ? none : heads.add(begun)
    this.#add({ type, requestId, functionArn, acceptedAtMs, atMs, payloadBytes, heads, head }, bytes)
  }

  #exceeds(bytes: number, ofHead = 0): boolean {
    return this.#bytes + bytes + this.#heads.sizeWith(ofHead) > maxBytes
  }

  #add(kept: KeptEntry | KeptAcceptance, bytes: number): void {
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
    if (this.#digests?.changes === this.changes) return this.#digests.events
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
    ;[this.#heads, this.#olderHeads] = [this.#olderHeads, this.#heads]
    this.#heads.clear()
    this.#accepted = 0
    this.#bytes = 0
    this.#byEvent = undefined
  }

  /** Events in the order of their first entries. */
  #byRequestId(): ReadonlyMap<string, EventEntries> {
    this.#arrived.doAll()
    if (this.#byEvent === undefined) {
      this.#byEvent = new Map()
      this.#grouped = 0
      for (const kept of this.#older) group(this.#byEvent, kept)
    }
    for (; this.#grouped < this.#newer.length; this.#grouped += 1)
      group(this.#byEvent, this.#newer[this.#grouped] as KeptEntry | KeptAcceptance)
    return this.#byEvent
  }
}

function group(byEvent: Map<string, EventEntries>, appended: KeptEntry | KeptAcceptance): void {
  const kept: KeptEntry = 'entry' in appended ? appended : { entry: appended, shown: noMembers }
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
  for (const { entry, shown } of kept.slice(entries.length))
    entries.push({ ...formatTimelineEntry(entry), ...shown, ...('head' in entry && payloadOf(entry)) })
  const { functionArn, acceptedAtMs } = kept.find(({ entry }) => entry.functionArn !== undefined)?.entry ?? {}
  return {
    ...{ version: '1.0', requestId },
    ...(functionArn !== undefined && { functionArn }),
    ...(acceptedAtMs !== undefined && { acceptedAt: new Date(acceptedAtMs).toISOString() }),
    entries: [...entries],
  }
}

function payloadOf({ payloadBytes, heads, head }: KeptAcceptance): PayloadMembers {
  if (head === none) return noMembers
  return { ...describePayload(heads.read(head) ?? new Uint8Array()), payloadBytes }
}

/** Leaves out records and all but the beginnings of payloads, and shortens errors. */
function withoutTexts(entry: Exclude<TimelineEntry, Acceptance>, logPosition: number | undefined): KeptEntry {
  switch (entry.type) {
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
