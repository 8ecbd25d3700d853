import { fitsInto, grown, Schedule, type TakenRows, type TakeQuery } from '@async-invoke/engine/schedule'

/** The part of an item that is in memory; the rest is on disk. */
export interface StoredItem {
  readonly seq: number
  readonly id: string
  readonly lane: string
  readonly dueMs: number
  readonly deliveries: number
  /** State and body together. */
  readonly bytes: number
  /** Bytes of the body alone. */
  readonly bodyBytes: number
}

/**
 * The schedule, plus position on disk and size of each of its rows in typed columns: about 80 bytes per item,
 * including its id. Does no I/O and reads no clock.
 */
export class StoredItems {
  readonly schedule = new Schedule()
  #seq = new Float64Array(64)
  #stateBytes = new Int32Array(64)
  #bodyBytes = new Int32Array(64)
  /** Number of the claim that handed the item out, until its outcome is on disk. */
  readonly #claim = new Map<number, number>()
  /** Rows of items whose bytes on disk are not those that were stored. */
  readonly #damaged = new Set<number>()
  #totalBytes = 0
  /** Rows that wait as soon as the items of earlier processes are scheduled, which come first; `undefined` after that. */
  #late: Set<number> | undefined = new Set()

  get totalBytes(): number {
    return this.#totalBytes
  }

  /** Adds a row that cannot be claimed until it waits in the schedule. */
  add({ seq, id, lane, dueMs, deliveries, bytes, bodyBytes }: StoredItem): number {
    const row = this.schedule.add(id, lane, dueMs, deliveries)
    if (row >= this.#seq.length) this.#reserve(row)
    this.#seq[row] = seq
    this.#stateBytes[row] = bytes - bodyBytes
    this.#bodyBytes[row] = bodyBytes
    this.#totalBytes += bytes
    return row
  }

  /** True once the items of earlier processes are scheduled. */
  get isComplete(): boolean {
    return this.#late === undefined
  }

  /** Makes a row that the store holds wait until it is due. */
  wait(row: number, nowMs: number): void {
    if (this.#late === undefined) this.schedule.wait(row, nowMs)
    else this.#late.add(row)
  }

  /** Keeps a row that was to wait from doing so. */
  withhold(row: number): void {
    if (this.#late?.delete(row) !== true) this.schedule.hold(row)
  }

  /** Notes that the items of earlier processes are scheduled. */
  complete(): void {
    for (const row of this.#late ?? []) this.schedule.waitInOrder(row)
    this.#late = undefined
  }

  remove(row: number): void {
    this.#totalBytes -= this.bytes(row)
    this.#damaged.delete(row)
    this.#claim.delete(row)
    this.schedule.remove(row)
  }

  /** Takes ready rows with at most `maxBytes` of states and bodies, unless the first one alone is larger. */
  take(nowMs: number, query: Pick<TakeQuery, 'max' | 'budget'>, maxBytes: number): TakenRows {
    return this.schedule.take(nowMs, { ...query, fits: fitsInto(maxBytes, (row) => this.bytes(row)) })
  }

  /** Makes an item due at `dueMs`, with a state of `stateBytes`. */
  reschedule(row: number, dueMs: number, stateBytes: number): void {
    const bytes = stateBytes + this.bodyBytes(row)
    this.schedule.reschedule(row, dueMs)
    this.#totalBytes += bytes - this.bytes(row)
    this.#stateBytes[row] = stateBytes
  }

  noteDamage(row: number): void {
    this.#damaged.add(row)
  }

  isDamaged(row: number): boolean {
    return this.#damaged.has(row)
  }

  seq(row: number): number {
    return this.#seq[row] as number
  }

  bytes(row: number): number {
    return (this.#stateBytes[row] as number) + this.bodyBytes(row)
  }

  bodyBytes(row: number): number {
    return this.#bodyBytes[row] as number
  }

  /** Bytes of the state and of the body of each row. */
  sizes(rows: readonly number[]): Float64Array {
    const sizes = new Float64Array(2 * rows.length)
    for (const [index, row] of rows.entries()) {
      sizes[2 * index] = this.#stateBytes[row] as number
      sizes[2 * index + 1] = this.bodyBytes(row)
    }
    return sizes
  }

  /** 0 without one. */
  claim(row: number): number {
    return this.#claim.get(row) ?? 0
  }

  noteClaim(row: number, claim: number): void {
    this.#claim.set(row, claim)
  }

  forgetClaim(row: number): void {
    this.#claim.delete(row)
  }

  #reserve(row: number): void {
    this.#seq = grown(this.#seq, row)
    this.#stateBytes = grown(this.#stateBytes, row)
    this.#bodyBytes = grown(this.#bodyBytes, row)
  }
}
