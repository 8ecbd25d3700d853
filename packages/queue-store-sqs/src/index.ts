export type {
  Claim,
  ClaimAnswer,
  ClaimQuery,
  Clock,
  EnqueueResult,
  LaneBudget,
  LaneLimit,
  LaneStats,
  LanesPage,
  LanesQuery,
  NewItem,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
export { openSqsStore } from './lib/open-sqs-store.ts'
export { SqsStoreError, type SqsStoreErrorCode } from './lib/store-error.ts'
export type { BodyBucket, SqsStore, SqsStoreOptions } from './lib/store-types.ts'
