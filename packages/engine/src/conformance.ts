export type { QueueStoreCase, QueueStoreHarness } from './lib/conformance/queue-store-case.ts'
export { queueStoreCases } from './lib/conformance/queue-store-cases.ts'
