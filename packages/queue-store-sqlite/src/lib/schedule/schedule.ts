import { ReadyLanes } from './ready-lanes.ts'
import { grown, RowHeap } from './row-heap.ts'

/** Where an item is. `writing` and `settling`: the disk is being told; nobody may have it until it has answered. */
export type Place = 'writing' | 'ready' | 'delayed' | 'leased' | 'settling'

const places: readonly Place[] = ['writing', 'ready', 'delayed', 'leased', 'settling']
const numberOfPlace = new Map(places.map((place, number) => [place, number]))

/** What the schedule knows of an item; the rest is on disk. */
export interface ScheduledItem {
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
 * Who is due when, who is ready, who is leased: everything but what items hold, in memory, as rows of typed columns.
 * About 200 bytes an item, its id included. Knows neither disk nor clock.
 */
export class Schedule {
  readonly #rowOf = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #freeRows: number[] = []
  #seq = new Float64Array(64)
  #lane = new Int32Array(64)
  #dueMs = new Float64Array(64)
  #deliveries = new Int32Array(64)
  #bytes = new Float64Array(64)
  #bodyBytes = new Int32Array(64)
  #place = new Uint8Array(64)
  /** Number of the claim that handed it out and is not accounted for on disk; 0 for none. */
  #claim = new Float64Array(64)
  readonly #lanes = new ReadyLanes()
  /** Delays and leases that end by themselves. */
  readonly #later = new RowHeap()
  readonly #counts: Record<Place, number> = { writing: 0, ready: 0, delayed: 0, leased: 0, settling: 0 }
  #totalBytes = 0

  get items(): number {
    return this.#rowOf.size
  }

  get totalBytes(): number {
    return this.#totalBytes
  }

  find(id: string): number | undefined {
    return this.#rowOf.get(id)
  }

  /** A row for the item, which nobody may have yet. */
  add({ seq, id, lane, dueMs, deliveries, bytes, bodyBytes }: ScheduledItem): number {
    const row = this.#freeRows.pop() ?? this.#ids.length
    this.#reserve(row)
    this.#rowOf.set(id, row)
    this.#ids[row] = id
    this.#seq[row] = seq
    this.#lane[row] = this.#lanes.join(lane)
    this.#dueMs[row] = Math.ceil(dueMs)
    this.#deliveries[row] = deliveries
    this.#bytes[row] = bytes
    this.#bodyBytes[row] = bodyBytes
    this.#claim[row] = 0
    this.#totalBytes += bytes
    this.#place[row] = 0
    this.#counts.writing += 1
    return row
  }

  /** The item is no more, or never was. */
  remove(row: number): void {
    this.#leavePlace(row)
    // The id may belong to the next item by now, when an outbox item takes the place of the one that ends.
    if (this.#rowOf.get(this.id(row)) === row) this.#rowOf.delete(this.id(row))
    this.#ids[row] = ''
    this.#lanes.leave(this.#lane[row] as number)
    this.#totalBytes -= this.bytes(row)
    this.#freeRows.push(row)
  }

  /** The id is this row's again: the item that was to take its place never was. */
  reclaimId(row: number): void {
    this.#rowOf.set(this.id(row), row)
  }

  /** Waits for its due time, or is ready if that has come. */
  wait(row: number, nowMs: number): void {
    if (this.dueMs(row) > nowMs) {
      this.#move(row, 'delayed')
      this.#later.push(row, this.dueMs(row))
    } else {
      this.#move(row, 'ready')
      this.#lanes.append(row, this.#lane[row] as number)
    }
  }

  /** Ready again, as the next of its lane, as if it had not been handed out. */
  handBack(row: number): void {
    this.#deliveries[row] = this.deliveries(row) - 1
    this.#move(row, 'ready')
    this.#lanes.prepend(row, this.#lane[row] as number)
  }

  lease(row: number, claim: number, untilMs: number): void {
    this.#claim[row] = claim
    this.hold(row, untilMs)
  }

  /** Leased until then, under the claim it has. */
  hold(row: number, untilMs: number): void {
    this.#move(row, 'leased')
    this.#later.push(row, untilMs)
  }

  /** In nobody's hands until the disk has answered; gives when the lease would have ended. */
  suspend(row: number): number {
    const untilMs = this.#later.atMs(row)
    this.#move(row, 'settling')
    return untilMs
  }

  /** Takes ready rows, lanes in turn; each counts a delivery and is suspended until it is leased or handed back. */
  take(nowMs: number, max: number, budget?: (lane: string) => number): number[] {
    this.collectDue(nowMs)
    const rows: number[] = []
    let bytes = 0
    const wants = (row: number): boolean =>
      rows.length < max && (rows.length === 0 || bytes + this.bytes(row) <= mostBytesPerClaim)
    this.#lanes.take(budget, wants, (row) => {
      rows.push(row)
      bytes += this.bytes(row)
      this.#deliveries[row] = this.deliveries(row) + 1
      this.#move(row, 'settling')
    })
    return rows
  }

  /** Moves into their lanes what has come due since, in the order in which it did. */
  collectDue(nowMs: number): void {
    for (let row = this.#later.first(); row >= 0 && this.#later.atMs(row) <= nowMs; row = this.#later.first()) {
      this.#move(row, 'ready')
      this.#lanes.append(row, this.#lane[row] as number)
    }
  }

  nextDueAtMs(nowMs: number, budget?: (lane: string) => number): number | undefined {
    this.collectDue(nowMs)
    for (const [lane] of this.#lanes.firsts()) if (budget === undefined || budget(lane) > 0) return nowMs
    const row = this.#later.first()
    return row < 0 ? undefined : this.#later.atMs(row)
  }

  /** When the item that has been ready longest became so. */
  oldestReadyMs(): number | undefined {
    let oldest: number | undefined
    for (const [, row] of this.#lanes.firsts()) oldest = Math.min(oldest ?? Number.POSITIVE_INFINITY, this.dueMs(row))
    return oldest
  }

  count(place: Place): number {
    return this.#counts[place]
  }

  place(row: number): Place {
    return places[this.#place[row] as number] as Place
  }

  id(row: number): string {
    return this.#ids[row] as string
  }

  seq(row: number): number {
    return this.#seq[row] as number
  }

  lane(row: number): string {
    return this.#lanes.nameOf(this.#lane[row] as number)
  }

  dueMs(row: number): number {
    return this.#dueMs[row] as number
  }

  deliveries(row: number): number {
    return this.#deliveries[row] as number
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

  /** When the lease of a leased row ends. */
  leasedUntilMs(row: number): number {
    return this.#later.atMs(row)
  }

  /** Due then, with a state of this size. */
  reschedule(row: number, dueMs: number, stateBytes: number): void {
    const bytes = stateBytes + this.bodyBytes(row)
    this.#dueMs[row] = Math.ceil(dueMs)
    this.#totalBytes += bytes - this.bytes(row)
    this.#bytes[row] = bytes
  }

  /** The claim it was handed out under is accounted for. */
  forgetClaim(row: number): void {
    this.#claim[row] = 0
  }

  #move(row: number, place: Place): void {
    this.#leavePlace(row)
    this.#place[row] = numberOfPlace.get(place) as number
    this.#counts[place] += 1
  }

  #leavePlace(row: number): void {
    const place = this.place(row)
    this.#counts[place] -= 1
    if (place === 'delayed' || place === 'leased') this.#later.remove(row)
  }

  #reserve(row: number): void {
    if (row < this.#seq.length) return
    this.#seq = grown(this.#seq, row)
    this.#lane = grown(this.#lane, row)
    this.#dueMs = grown(this.#dueMs, row)
    this.#deliveries = grown(this.#deliveries, row)
    this.#bytes = grown(this.#bytes, row)
    this.#bodyBytes = grown(this.#bodyBytes, row)
    this.#place = grown(this.#place, row)
    this.#claim = grown(this.#claim, row)
  }
}
