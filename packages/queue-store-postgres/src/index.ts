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
export {
  fromPglite,
  fromPostgresJs,
  type PgliteClient,
  type PostgresDatabase,
  type PostgresJsClient,
  type PostgresRow,
} from './lib/database/postgres-database.ts'
export { openPostgresStore } from './lib/open-postgres-store.ts'
export { PostgresStoreError, type PostgresStoreErrorCode } from './lib/store-error.ts'
export type { PostgresStore, PostgresStoreOptions } from './lib/store-types.ts'
