import type { LaneStats, LanesPage, LanesQuery, QueuedItem } from './queue-admin.ts'
import type { Schedule } from './schedule.ts'

/** An item in the queue without its content, which is with the store. */
export type DescribedRow = Omit<QueuedItem, 'state' | 'body' | 'bodyBytes'>

/** Maximum number of bytes of a body that an operator sees, unless the query says otherwise. */
export const defaultMaxBodyBytes = 65_536

/** Counts the items of each lane in a schedule that has some or is paused, a page at a time. */
export function pageOfLanes(schedule: Schedule, nowMs: number, { limit = 100, cursor }: LanesQuery = {}): LanesPage {
  const counts = countLanes(schedule, nowMs)
  // A cursor is the name of the last lane before it.
  const names = [...counts.keys()].filter((name) => cursor === undefined || name > cursor).sort()
  const page = names.slice(0, Math.min(Math.max(1, limit), 1_000))
  const last = page.at(-1)
  return {
    lanes: page.flatMap((name) => counts.get(name) ?? []),
    ...(last !== undefined && names.length > page.length && { next: last }),
  }
}

function countLanes(schedule: Schedule, nowMs: number): ReadonlyMap<string, LaneStats> {
  schedule.collectDue(nowMs)
  const { gates } = schedule
  const lanes = new Map<string, { -readonly [Name in keyof LaneStats]: LaneStats[Name] } & { oldestDueAgeMs: number }>()
  const of = (lane: string) => {
    const known = lanes.get(lane)
    if (known !== undefined) return known
    const most = gates.limitOf(lane)
    const counts = { ready: 0, delayed: 0, leased: 0, oldestDueAgeMs: 0 }
    const fresh = { lane, ...counts, paused: gates.paused.has(lane), ...(most !== undefined && { most }) }
    lanes.set(lane, fresh)
    return fresh
  }
  for (const lane of gates.paused) of(lane)
  for (const row of schedule.rows()) {
    const status = schedule.statusOf(row)
    if (status === undefined) continue
    const stats = of(schedule.lane(row))
    stats[status] += 1
    if (status === 'ready') stats.oldestDueAgeMs = Math.max(stats.oldestDueAgeMs, nowMs - schedule.dueMs(row))
  }
  return lanes
}

/** The first rows of a lane: ready ones in their order, then delayed ones by due time, then leased ones. */
export function firstRows(schedule: Schedule, lane: string, nowMs: number, limit = 10): readonly number[] {
  schedule.collectDue(nowMs)
  const count = Math.min(Math.max(0, limit), 100)
  const rows: number[] = []
  for (const row of schedule.readyRows(lane)) {
    if (rows.length >= count) return rows
    rows.push(row)
  }
  const delayed: number[] = []
  const leased: number[] = []
  for (const row of schedule.rows()) {
    if (schedule.lane(row) !== lane) continue
    const status = schedule.statusOf(row)
    if (status === 'leased' && leased.length < count) leased.push(row)
    if (status !== 'delayed') continue
    const dueMs = schedule.dueMs(row)
    const at = delayed.findLastIndex((other) => schedule.dueMs(other) <= dueMs) + 1
    if (at >= count) continue
    delayed.splice(at, 0, row)
    delayed.length = Math.min(delayed.length, count)
  }
  return [...rows, ...delayed, ...leased].slice(0, count)
}

/** Takes the rows of a lane that wait out of it; the store holds them. */
export function holdLane(schedule: Schedule, lane: string, nowMs: number): readonly number[] {
  schedule.collectDue(nowMs)
  // In order: the head of a lane leaves it in one step.
  const rows = [...schedule.readyRows(lane)]
  for (const row of schedule.rows())
    if (schedule.statusOf(row) === 'delayed' && schedule.lane(row) === lane) rows.push(row)
  for (const row of rows) schedule.hold(row)
  return rows
}

/** An item as it is in the queue, without its content; `undefined` while the store holds its row. */
export function describeRow(schedule: Schedule, row: number, nowMs: number): DescribedRow | undefined {
  const status = schedule.statusOf(row)
  if (status === undefined) return undefined
  const [id, lane, deliveries] = [schedule.id(row), schedule.lane(row), schedule.deliveries(row)]
  return { id, lane, status, dueInMs: schedule.dueMs(row) - nowMs, deliveries }
}
