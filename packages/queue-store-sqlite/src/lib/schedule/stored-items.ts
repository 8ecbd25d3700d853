import type { LaneBudget } from '@async-invoke/engine'
import { grown, Schedule } from '@async-invoke/engine/schedule'

/** What is known in memory of an item; the rest is on disk. */
export interface StoredItem {
  readonly seq: number
  readonly id: string
  readonly lane: string
  readonly dueMs: number
  readonly deliveries: number
  /** State and body together. */
  readonly bytes: number
  /** Of them the body. */
  readonly bodyBytes: number
}

/** Most bytes of state and body that one claim brings into memory, unless its first item alone is larger. */
const mostBytesPerClaim = 64 * 1_048_576

/**
 * The schedule, and beside it where each of its rows lies on disk and how large it is, as typed columns. About 200 bytes
 * an item, its id included. Knows neither disk nor clock.
 */
export class StoredItems {
  readonly schedule = new Schedule()
  #seq = new Float64Array(64)
  #bytes = new Float64Array(64)
  #bodyBytes = new Int32Array(64)
  /** Number of the claim that handed it out and is not accounted for on disk; 0 for none. */
  #claim = new Float64Array(64)
  #totalBytes = 0

  get totalBytes(): number {
    return this.#totalBytes
  }

  /** A row for the item, which nobody may have before it waits in the schedule. */
  add({ seq, id, lane, dueMs, deliveries, bytes, bodyBytes }: StoredItem): number {
    const row = this.schedule.add(id, lane, dueMs, deliveries)
    if (row >= this.#seq.length) this.#reserve(row)
    this.#seq[row] = seq
    this.#bytes[row] = bytes
    this.#bodyBytes[row] = bodyBytes
    this.#claim[row] = 0
    this.#totalBytes += bytes
    return row
  }

  /** The item is no more, or never was. */
  remove(row: number): void {
    this.#totalBytes -= this.bytes(row)
    this.schedule.remove(row)
  }

  /** Takes ready rows, as many as one claim may bring into memory. */
  take(nowMs: number, max: number, budget: LaneBudget | undefined): number[] {
    let bytes = 0
    const fits = (row: number): boolean => {
      const before = bytes
      bytes += this.bytes(row)
      return before === 0 || bytes <= mostBytesPerClaim
    }
    return this.schedule.take(nowMs, { max, budget, fits })
  }

  /** Due then, with a state of this size. */
  reschedule(row: number, dueMs: number, stateBytes: number): void {
    const bytes = stateBytes + this.bodyBytes(row)
    this.schedule.reschedule(row, dueMs)
    this.#totalBytes += bytes - this.bytes(row)
    this.#bytes[row] = bytes
  }

  seq(row: number): number {
    return this.#seq[row] as number
  }

  bytes(row: number): number {
    return this.#bytes[row] as number
  }

  bodyBytes(row: number): number {
    return this.#bodyBytes[row] as number
  }

  claim(row: number): number {
    return this.#claim[row] as number
  }

  /** Handed out under this claim. */
  noteClaim(row: number, claim: number): void {
    this.#claim[row] = claim
  }

  /** The claim it was handed out under is accounted for. */
  forgetClaim(row: number): void {
    this.#claim[row] = 0
  }

  #reserve(row: number): void {
    this.#seq = grown(this.#seq, row)
    this.#bytes = grown(this.#bytes, row)
    this.#bodyBytes = grown(this.#bodyBytes, row)
    this.#claim = grown(this.#claim, row)
  }
}
