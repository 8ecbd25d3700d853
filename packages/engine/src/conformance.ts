export type { QueueStoreCase, QueueStoreHarness } from './lib/conformance/queue-store-case.ts'
export { queueStoreCases } from './lib/conformance/queue-store-cases.ts'
export type {
  LaneStats,
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from './lib/queue/queue-admin.ts'
export type {
  Claim,
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  ExtendResult,
  LaneBudget,
  LaneLimit,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './lib/queue/queue-store.ts'
export { type CancelWake, type Clock, VirtualClock } from './lib/time/clock.ts'
