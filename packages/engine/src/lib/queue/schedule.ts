import { grown } from './grown.ts'
import { LaneNumbers } from './lane-numbers.ts'
import { LeaseTable } from './lease-table.ts'
import type { LaneBudget, QueueStoreStats } from './queue-store.ts'
import { ReadyLanes } from './ready-lanes.ts'
import { TimingWheel } from './timing-wheel.ts'

const none = -1

export interface TakeQuery {
  readonly max: number
  readonly budget?: LaneBudget | undefined
  /** Asked once before a row is taken; the first that does not fit ends the call. */
  readonly fits?: ((row: number) => boolean) | undefined
}

/**
 * Which items a store has, which of them are ready, delayed or leased, and which lane has the next turn: everything but
 * what items hold. It reads no clock and does no I/O.
 *
 * Shape: an item is a row, a small number that is used again when the item is removed, so that a store can keep columns
 * of its own ({@link grown}). A row that was added or taken is held by the store until it waits, is leased, handed back
 * or removed.
 *
 * @example
 * const schedule = new Schedule()
 * schedule.wait(schedule.add('r-1', 'function:orders', 60_000), 0)
 * schedule.nextDueAtMs(0) // 60000
 * schedule.take(60_000, { max: 10 }).map((row) => schedule.leases.grant(row, 1, 90_000)) // ['0.1']
 */
export class Schedule {
  readonly leases = new LeaseTable()
  readonly #rowOf = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #freeRows: number[] = []
  #lane = new Int32Array(64)
  #dueMs = new Float64Array(64)
  #deliveries = new Int32Array(64)
  readonly #lanes = new LaneNumbers()
  readonly #ready = new ReadyLanes()
  readonly #delayed = new TimingWheel()

  /** How many ids are taken. */
  get items(): number {
    return this.#rowOf.size
  }

  /** The row of an item; -1 when there is none. */
  find(id: string): number {
    return this.#rowOf.get(id) ?? none
  }

  /** A row for an item, held by the store. An id that another row has is the new row's from now on. */
  add(id: string, lane: string, dueMs: number, deliveries = 0): number {
    const row = this.#freeRows.pop() ?? this.#ids.length
    this.#rowOf.set(id, row)
    this.#ids[row] = id
    if (row >= this.#lane.length) this.#reserve(row)
    this.#lane[row] = this.#lanes.join(lane)
    this.#dueMs[row] = dueMs
    this.#deliveries[row] = deliveries
    return row
  }

  /** Frees a row that the store holds, and its id unless another row has that by now. */
  remove(row: number): void {
    const id = this.id(row)
    if (this.#rowOf.get(id) === row) this.#rowOf.delete(id)
    this.#ids[row] = ''
    this.#lanes.leave(this.#lane[row] as number)
    this.#freeRows.push(row)
  }

  /** The id is this row's again, after the row that was to take it over was removed. */
  reclaimId(row: number): void {
    this.#rowOf.set(this.id(row), row)
  }

  reschedule(row: number, dueMs: number): void {
    this.#dueMs[row] = dueMs
  }

  /** A row that the store holds waits for its due time, or is ready if that has come. */
  wait(row: number, nowMs: number): void {
    const dueMs = this.dueMs(row)
    if (dueMs > nowMs) this.#delayed.insert(row, dueMs)
    else this.#ready.append(row, this.#lane[row] as number)
  }

  /** A row that the store holds is the next of its lane, as if it had not been taken. */
  handBack(row: number): void {
    this.#deliveries[row] = this.deliveries(row) - 1
    this.#ready.putBack(row, this.#lane[row] as number)
  }

  /** Takes ready rows, lanes in turn, and counts a delivery of each. The store holds them. */
  take(nowMs: number, { max, budget, fits }: TakeQuery): number[] {
    this.#collectDue(nowMs)
    const ready = this.#ready
    const rows: number[] = []
    const left = new Map<number, number>()
    const spent: number[] = []
    while (rows.length < max && ready.turn !== none) {
      const lane = ready.turn
      const mayGive = left.get(lane) ?? budget?.(this.#lanes.nameOf(lane)) ?? Number.POSITIVE_INFINITY
      if (mayGive <= 0) {
        ready.leaveRound(lane)
        spent.push(lane)
        continue
      }
      if (fits?.(ready.oldestOf(lane)) === false) break
      left.set(lane, mayGive - 1)
      const row = ready.take(lane)
      this.#deliveries[row] = this.deliveries(row) + 1
      rows.push(row)
    }
    // A lane that could give nothing keeps its turn.
    for (const lane of spent.reverse()) ready.rejoinFirst(lane)
    return rows
  }

  /** When the next row can be taken, leases that end included; `nowMs` when one can be already. */
  nextDueAtMs(nowMs: number, budget?: LaneBudget): number | undefined {
    this.#collectDue(nowMs)
    for (const lane of this.#ready.lanes())
      if (budget === undefined || budget(this.#lanes.nameOf(lane)) > 0) return nowMs
    const [delay, lease] = [this.#delayed.nextDueMs(), this.leases.nextEndMs()]
    return delay === undefined || lease === undefined ? (delay ?? lease) : Math.min(delay, lease)
  }

  /** Counts what is neither ready nor delayed as leased, rows that the store holds included. */
  stats(nowMs: number): Required<QueueStoreStats> {
    this.#collectDue(nowMs)
    let oldestMs = nowMs
    for (const lane of this.#ready.lanes()) oldestMs = Math.min(oldestMs, this.dueMs(this.#ready.oldestOf(lane)))
    const [ready, delayed] = [this.#ready.size, this.#delayed.size]
    const leased = this.#ids.length - this.#freeRows.length - ready - delayed
    return { ready, delayed, leased, oldestDueAgeMs: nowMs - oldestMs }
  }

  id(row: number): string {
    return this.#ids[row] as string
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

  /** Moves into their lanes what has come due, in the order in which it did. */
  #collectDue(nowMs: number): void {
    for (let lease = this.leases.popEnded(nowMs); lease !== none; lease = this.leases.popEnded(nowMs)) {
      this.#collectDelayed(this.leases.endMsOf(lease))
      const row = this.leases.rowOf(lease)
      this.#ready.append(row, this.#lane[row] as number)
    }
    this.#collectDelayed(nowMs)
  }

  #collectDelayed(nowMs: number): void {
    for (let row = this.#delayed.popDue(nowMs); row !== none; row = this.#delayed.popDue(nowMs))
      this.#ready.append(row, this.#lane[row] as number)
  }

  #reserve(row: number): void {
    this.#lane = grown(this.#lane, row)
    this.#dueMs = grown(this.#dueMs, row)
    this.#deliveries = grown(this.#deliveries, row)
  }
}
