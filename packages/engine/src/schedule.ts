// For those who write a store.
export { grown } from './lib/queue/grown.ts'
export type { LeaseTable } from './lib/queue/lease-table.ts'
export { Schedule, type TakeQuery } from './lib/queue/schedule.ts'
