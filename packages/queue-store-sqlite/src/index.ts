export type {
  CancelWake,
  Claim,
  ClaimQuery,
  Clock,
  EnqueueResult,
  LaneBudget,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
export {
  type InspectedItem,
  type InspectedStore,
  type InspectOptions,
  inspectSqliteStore,
} from './lib/database/inspect.ts'
export type { IntegrityReport } from './lib/database/integrity.ts'
export { openSqliteStore } from './lib/open-sqlite-store.ts'
export { SqliteStoreError, type SqliteStoreErrorCode } from './lib/store-error.ts'
export type { OpeningReport, SqliteStore, SqliteStoreOptions } from './lib/store-types.ts'
