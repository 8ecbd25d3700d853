export type { QueueStoreCase, QueueStoreHarness } from './lib/queue-store-case.ts'
export { queueStoreCases } from './lib/queue-store-cases.ts'
