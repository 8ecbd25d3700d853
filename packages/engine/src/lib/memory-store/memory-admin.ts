import type {
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from '../queue/queue-admin.ts'
import type { Schedule } from '../queue/schedule.ts'
import { defaultMaxBodyBytes, describeRow, firstRows, holdLane, pageOfLanes } from '../queue/schedule-views.ts'
import type { Clock } from '../time/clock.ts'

export interface MemoryAdminDependencies {
  readonly clock: Clock
  readonly schedule: Schedule
  read(row: number): Pick<QueuedItem, 'state' | 'body'>
  remove(row: number): void
  /** Called when an item may be claimed earlier than before. */
  wake(): void
}

/** Operations of people on the items of a memory store. */
export class MemoryAdmin implements QueueAdmin {
  readonly #dependencies: MemoryAdminDependencies

  constructor(dependencies: MemoryAdminDependencies) {
    this.#dependencies = dependencies
  }

  async lanes(query?: LanesQuery): Promise<LanesPage> {
    const { schedule, clock } = this.#dependencies
    return pageOfLanes(schedule, clock.nowMs(), query)
  }

  async find(id: string, options: PeekOptions = {}): Promise<QueuedItem | undefined> {
    const row = this.#collected().find(id)
    return row < 0 ? undefined : this.#item(row, options)
  }

  async peek({ lane, limit, ...options }: PeekQuery): Promise<readonly QueuedItem[]> {
    const { schedule, clock } = this.#dependencies
    return firstRows(schedule, lane, clock.nowMs(), limit).flatMap((row) => this.#item(row, options) ?? [])
  }

  async pause(lane: string): Promise<void> {
    this.#dependencies.schedule.gates.pause(lane)
  }

  async resume(lane: string): Promise<void> {
    this.#dependencies.schedule.gates.resume(lane)
    this.#dependencies.wake()
  }

  async purge(which: PurgeQuery): Promise<number> {
    const schedule = this.#collected()
    const rows =
      which.lane === undefined
        ? this.#waiting([which.id])
        : holdLane(schedule, which.lane, this.#dependencies.clock.nowMs())
    for (const row of rows) this.#dependencies.remove(row)
    return rows.length
  }

  async redrive(ids: readonly string[]): Promise<number> {
    const { schedule, clock, wake } = this.#dependencies
    this.#collected()
    const rows = this.#waiting(ids)
    const nowMs = clock.nowMs()
    for (const row of rows) {
      schedule.forgetDeliveries(row)
      schedule.reschedule(row, Math.min(schedule.dueMs(row), nowMs))
      schedule.wait(row, nowMs)
    }
    wake()
    return rows.length
  }

  /** The schedule, with everything that is due by now in its lane. */
  #collected(): Schedule {
    const { schedule, clock } = this.#dependencies
    schedule.collectDue(clock.nowMs())
    return schedule
  }

  /** Holds the rows of the items that wait. */
  #waiting(ids: readonly string[]): readonly number[] {
    const { schedule } = this.#dependencies
    return ids.map((id) => schedule.find(id)).filter((row) => row >= 0 && schedule.hold(row))
  }

  #item(row: number, { maxBodyBytes = defaultMaxBodyBytes }: PeekOptions): QueuedItem | undefined {
    const { schedule, clock, read } = this.#dependencies
    const described = describeRow(schedule, row, clock.nowMs())
    if (described === undefined) return undefined
    const { state, body } = read(row)
    return { ...described, state, body: body.subarray(0, maxBodyBytes), bodyBytes: body.length }
  }
}
