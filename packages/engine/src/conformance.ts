export { type QueueStoreCase, type QueueStoreHarness, queueStoreCases } from './lib/queue-store-cases.ts'
