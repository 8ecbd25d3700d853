import { grown } from './grown.ts'
import { IdTable } from './id-table.ts'
import { BudgetLeft } from './lane-budget.ts'
import { LaneGates } from './lane-gates.ts'
import { LaneNumbers } from './lane-numbers.ts'
import { LeaseTable } from './lease-table.ts'
import type { QueuedItem } from './queue-admin.ts'
import type { LaneBudget, QueueStoreStats } from './queue-store.ts'
import { ReadyLanes } from './ready-lanes.ts'
import { TimingWheel } from './timing-wheel.ts'

const none = -1
/** Where a row is. */
const [held, delayed, ready, taken] = [0, 1, 2, 3]
const statuses = [undefined, 'delayed', 'ready', 'leased'] as const

/** Which rows to take. */
export interface TakeQuery {
  /** Maximum number of rows. */
  readonly max: number
  /** Maximum number of rows from each lane; without it, one lane may give all. */
  readonly budget?: LaneBudget | undefined
  /** Called once before each row; the first one that does not fit ends the call. */
  readonly fits?: ((row: number) => boolean) | undefined
}

/** Creates the `fits` of a claim with a bound of bytes, which the first row may exceed; `undefined` without a bound. */
export function fitsInto(
  maxBytes: number | undefined,
  bytesOf: (row: number) => number,
): ((row: number) => boolean) | undefined {
  if (maxBytes === undefined) return undefined
  let bytes = 0
  return (row) => {
    const before = bytes
    bytes += bytesOf(row)
    return before === 0 || bytes <= maxBytes
  }
}

/** Rows that were taken. */
export interface TakenRows {
  readonly rows: number[]
  /** True if more could have been taken: the rest is beyond `max`, or does not fit. */
  readonly more: boolean
}

/**
 * The schedule of a store: which items there are, which of them are ready, delayed or leased, and which lane is next. It
 * does not know states and bodies, reads no clock and does no I/O.
 *
 * An item is a row, a small number that is reused once the item is removed, so that a store can keep columns of its own
 * ({@link grown}). The store holds a row after `add` and `take`, until it calls `wait`, grants a lease, or calls `handBack`
 * or `remove`.
 *
 * @example
 * ```ts
 * const schedule = new Schedule()
 * schedule.wait(schedule.add('r-1', 'function:orders', 60_000), 0)
 * schedule.nextInMs(0) // 60000
 * schedule.take(60_000, { max: 10 }).rows.map((row) => schedule.leases.grant(row, 1, 90_000)) // ['0.1']
 * ```
 */
export class Schedule {
  readonly leases = new LeaseTable()
  /** Lanes that give less than they have. */
  readonly gates = new LaneGates()
  readonly #ids = new IdTable()
  readonly #freeRows: number[] = []
  /** Number of rows, free ones included. */
  #rows = 0
  #lane = new Int32Array(64)
  #dueMs = new Float64Array(64)
  #deliveries = new Int32Array(64)
  #place = new Uint8Array(64)
  /** Number of taken rows by lane. */
  #takenOf = new Int32Array(16)
  readonly #lanes = new LaneNumbers()
  readonly #ready = new ReadyLanes()
  readonly #delayed = new TimingWheel()

  /** Number of ids in use. */
  get items(): number {
    return this.#ids.size
  }

  /** Row of an item, or -1. */
  find(id: string): number {
    return this.#ids.find(id)
  }

  /** Adds an item and returns its row, held by the store. If another row has the id, the new row takes it over. */
  add(id: string, lane: string, dueMs: number, deliveries = 0): number {
    const row = this.#freeRows.pop() ?? this.#rows++
    this.#ids.add(row, id)
    if (row >= this.#lane.length) this.#reserve(row)
    this.#lane[row] = this.#lanes.join(lane)
    this.#dueMs[row] = dueMs
    this.#deliveries[row] = deliveries
    this.#place[row] = held
    return row
  }

  /** Frees a row that the store holds, and its id unless another row has taken that over. */
  remove(row: number): void {
    this.#ids.remove(row)
    this.#move(row, held)
    this.#lanes.leave(this.#lane[row] as number)
    this.#freeRows.push(row)
  }

  /** Gives a row its id back after the row that had taken it over was removed. */
  reclaimId(row: number): void {
    this.#ids.claim(row)
  }

  reschedule(row: number, dueMs: number): void {
    this.#dueMs[row] = dueMs
  }

  /** Counts the deliveries of a row from 0. */
  forgetDeliveries(row: number): void {
    this.#deliveries[row] = 0
  }

  /** Takes a row that waits out of its lane, and counts no delivery: the store holds it. Returns false for other rows. */
  hold(row: number): boolean {
    const place = this.#place[row]
    if (place === delayed) this.#delayed.remove(row)
    else if (place === ready) this.#ready.remove(row, this.#lane[row] as number)
    else return false
    this.#move(row, held)
    return true
  }

  /** Makes a row that the store holds wait for its due time, or makes it ready if that has come. */
  wait(row: number, nowMs: number): void {
    if (this.dueMs(row) > nowMs) this.waitInOrder(row)
    else this.#append(row)
  }

  /**
   * Makes a row that the store holds wait for its due time, also if that has come. Rows that are queued so in any order are
   * ready in the order of their due times, unless due rows are collected in between.
   */
  waitInOrder(row: number): void {
    this.#delayed.insert(row, this.dueMs(row))
    this.#move(row, delayed)
  }

  /** Puts a row that the store holds at the head of its lane, as if it had not been taken. */
  handBack(row: number): void {
    this.#deliveries[row] = this.deliveries(row) - 1
    this.#ready.putBack(row, this.#lane[row] as number)
    this.#move(row, ready)
  }

  /** Moves due rows into their lanes, in the order of their due times. */
  collectDue(nowMs: number): void {
    for (let lease = this.leases.popEnded(nowMs); lease !== none; lease = this.leases.popEnded(nowMs)) {
      this.#collectDelayed(this.leases.endMsOf(lease))
      this.#append(this.leases.rowOf(lease))
    }
    this.#collectDelayed(nowMs)
  }

  /** Takes ready rows, lanes in turn, and counts a delivery for each. The store holds them. */
  take(nowMs: number, { max, budget, fits }: TakeQuery): TakenRows {
    this.collectDue(nowMs)
    const ready = this.#ready
    const rows: number[] = []
    const left = new BudgetLeft(budget)
    const spent: number[] = []
    let more = false
    while (ready.turn !== none) {
      const lane = ready.turn
      const name = this.#lanes.nameOf(lane)
      if (!left.has(name) || !this.gates.admits(name, this.#takenOf[lane] ?? 0)) {
        ready.leaveRound(lane)
        spent.push(lane)
        continue
      }
      if (rows.length >= max || fits?.(ready.oldestOf(lane)) === false) {
        more = true
        break
      }
      left.take(name)
      const row = ready.take(lane)
      this.#deliveries[row] = this.deliveries(row) + 1
      this.#move(row, taken)
      rows.push(row)
    }
    // A lane that may give no more keeps its turn.
    for (const lane of spent.reverse()) ready.rejoinFirst(lane)
    return { rows, more }
  }

  /**
   * Returns the time until the next delayed row is due or the next lease ends; `undefined` if there is none. Rows that are
   * ready already do not count: `take` tells whether it left any.
   */
  nextInMs(nowMs: number): number | undefined {
    const [delay, lease] = [this.#delayed.nextDueMs(), this.leases.nextEndMs()]
    const nextMs = delay === undefined || lease === undefined ? (delay ?? lease) : Math.min(delay, lease)
    return nextMs === undefined ? undefined : Math.max(0, nextMs - nowMs)
  }

  /** Counts rows. Those that the store holds count as leased. */
  stats(nowMs: number): QueueStoreStats & { readonly oldestDueAgeMs: number } {
    this.collectDue(nowMs)
    let oldestMs = nowMs
    for (const lane of this.#ready.lanes()) oldestMs = Math.min(oldestMs, this.dueMs(this.#ready.oldestOf(lane)))
    const [ready, delayed] = [this.#ready.size, this.#delayed.size]
    const leased = this.#rows - this.#freeRows.length - ready - delayed
    const nextMs = ready > 0 ? nowMs : this.#delayed.nextDueMs()
    const next = nextMs === undefined ? {} : { nextDueInMs: nextMs - nowMs }
    return { ready, delayed, leased, oldestDueAgeMs: nowMs - oldestMs, ...next }
  }

  /** Rows of all items. */
  rows(): Iterable<number> {
    return this.#ids.rows()
  }

  /** Rows of a lane that are ready, in the order in which they can be taken. */
  readyRows(lane: string): Iterable<number> {
    return this.#ready.items(this.#lanes.find(lane))
  }

  /** Where an item was when {@link collectDue} was last called; `undefined` while the store holds its row. */
  statusOf(row: number): QueuedItem['status'] | undefined {
    return statuses[this.#place[row] as number]
  }

  id(row: number): string {
    return this.#ids.idOf(row)
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

  #collectDelayed(nowMs: number): void {
    for (let row = this.#delayed.popDue(nowMs); row !== none; row = this.#delayed.popDue(nowMs)) this.#append(row)
  }

  #append(row: number): void {
    this.#ready.append(row, this.#lane[row] as number)
    this.#move(row, ready)
  }

  /** Notes where a row is now, and counts those of its lane that are taken. */
  #move(row: number, to: number): void {
    const lane = this.#lane[row] as number
    if (lane >= this.#takenOf.length) this.#takenOf = grown(this.#takenOf, lane)
    const change = Number(to === taken) - Number(this.#place[row] === taken)
    this.#takenOf[lane] = (this.#takenOf[lane] as number) + change
    this.#place[row] = to
  }

  #reserve(row: number): void {
    this.#lane = grown(this.#lane, row)
    this.#dueMs = grown(this.#dueMs, row)
    this.#deliveries = grown(this.#deliveries, row)
    this.#place = grown(this.#place, row)
  }
}
