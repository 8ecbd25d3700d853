// For authors of stores.

export { type Column, grown } from './lib/queue/grown.ts'
export { BudgetLeft } from './lib/queue/lane-budget.ts'
export type { LaneGates } from './lib/queue/lane-gates.ts'
export type { LeaseTable } from './lib/queue/lease-table.ts'
export type { LaneStats, LanesPage, LanesQuery, QueuedItem } from './lib/queue/queue-admin.ts'
export type { LaneBudget, LaneLimit, QueueStoreStats } from './lib/queue/queue-store.ts'
export { fitsInto, Schedule, type TakenRows, type TakeQuery } from './lib/queue/schedule.ts'
export {
  type DescribedRow,
  defaultMaxBodyBytes,
  describeRow,
  firstRows,
  holdLane,
  pageOfLanes,
} from './lib/queue/schedule-views.ts'
export { WakeUps } from './lib/queue/wake-ups.ts'
