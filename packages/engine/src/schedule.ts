// For authors of stores.

export { type Column, grown } from './lib/queue/grown.ts'
export type { LeaseTable } from './lib/queue/lease-table.ts'
export type { LaneBudget, QueueStoreStats } from './lib/queue/queue-store.ts'
export { Schedule, type TakeQuery } from './lib/queue/schedule.ts'
