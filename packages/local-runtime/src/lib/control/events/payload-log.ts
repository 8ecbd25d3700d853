import { IdTable } from '@async-invoke/engine/internal'
import { ByteLog } from '../../retention/byte-log.ts'
import { inBatches } from './in-batches.ts'

/** Memory of all payloads, in bytes. */
const maxBytes = 64 * 1_048_576
/** Memory that a payload takes beside its bytes: its id, and its places in tables. */
const bytesPerPayload = 128
/** More payloads would not fit, however short they are. */
const maxPayloads = maxBytes / bytesPerPayload
/** Payloads that are forgotten together, at most. */
const maxTogether = 4_096
const none = -1

export interface PayloadLogOptions {
  /** Whether every event that runs was added when it was accepted: no other process has put events into the queue. */
  readonly hasAll: boolean
}

/**
 * Keeps the payloads of the newest events within 64 MiB, so that they can be shown in full and sent again.
 *
 * Hot path: payloads are added in batches, and adding one only appends it; the first search for an id lists those that have come
 * since the last one: most payloads are never sought.
 */
export class PayloadLog {
  readonly #options: PayloadLogOptions
  readonly #bytes = new ByteLog(maxTogether)
  /** Ids by the number of their payload, which begins at 0 again after {@link maxPayloads}. */
  readonly #listed = new IdTable()
  /** Ids of the newest payloads, which are not in the table, and the number of the first of them. */
  #unlisted: string[] = []
  #unlistedFrom = 0
  /** Number of the oldest payload. */
  #first = 0
  /** When the first payload of each page was accepted: what has been accepted since is in it, or in a later one. */
  readonly #begunAtMs: number[] = []
  /** The latest payloads. */
  readonly #arrived = inBatches()

  constructor(options: PayloadLogOptions) {
    this.#options = options
  }

  /** Adds the payload of an event that has been accepted. */
  add(requestId: string, payload: Uint8Array, acceptedAtMs: number): void {
    this.#arrived.add(() => this.#add(requestId, payload, acceptedAtMs))
  }

  #add(requestId: string, payload: Uint8Array, acceptedAtMs: number): void {
    this.#bytes.add(payload)
    if (this.#bytes.pages > this.#begunAtMs.length) this.#begunAtMs.push(acceptedAtMs)
    this.#unlisted.push(requestId)
    while (this.#size > maxBytes && this.#bytes.pages > 1) this.#forgetPage()
  }

  /**
   * Adds the payload of an event that runs, unless it is kept. Of an event that was accepted here, the time tells, without a
   * search: a retry of an old one may add it again.
   */
  note(requestId: string, payload: Uint8Array, acceptedAtMs: number): void {
    if (this.#hasSince(acceptedAtMs)) return
    this.#arrived.add(() => {
      const isKept = this.#options.hasAll ? this.#hasSince(acceptedAtMs) : this.#find(requestId) !== none
      if (!isKept) this.#add(requestId, payload, acceptedAtMs)
    })
  }

  /** Whether all events accepted since then are kept. */
  #hasSince(acceptedAtMs: number): boolean {
    return this.#options.hasAll && acceptedAtMs >= (this.#begunAtMs[0] ?? Number.POSITIVE_INFINITY)
  }

  of(requestId: string): Uint8Array | undefined {
    this.#arrived.doAll()
    const row = this.#find(requestId)
    if (row === none) return undefined
    const fromFirst = row - (this.#first % maxPayloads)
    return this.#bytes.read(this.#first + (fromFirst < 0 ? fromFirst + maxPayloads : fromFirst))
  }

  /** Memory that the payloads hold, in bytes. */
  get size(): number {
    this.#arrived.doAll()
    return this.#size
  }

  get #size(): number {
    return this.#bytes.size + (this.#unlistedFrom + this.#unlisted.length - this.#first) * bytesPerPayload
  }

  #find(requestId: string): number {
    for (let at = this.#forgottenUnlisted; at < this.#unlisted.length; at += 1)
      this.#listed.add((this.#unlistedFrom + at) % maxPayloads, this.#unlisted[at] as string)
    this.#unlistedFrom += this.#unlisted.length
    this.#unlisted = []
    return this.#listed.find(requestId)
  }

  get #forgottenUnlisted(): number {
    return Math.max(0, this.#first - this.#unlistedFrom)
  }

  #forgetPage(): void {
    const end = this.#first + this.#bytes.dropPage()
    this.#begunAtMs.shift()
    for (; this.#first < Math.min(end, this.#unlistedFrom); this.#first += 1)
      this.#listed.remove(this.#first % maxPayloads)
    this.#first = end
    // Seldom, since it copies the rest.
    if (this.#forgottenUnlisted <= this.#unlisted.length / 2) return
    this.#unlisted = this.#unlisted.slice(this.#forgottenUnlisted)
    this.#unlistedFrom = end
  }
}
