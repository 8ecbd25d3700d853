export type {
  Claim,
  ClaimAnswer,
  ClaimQuery,
  Clock,
  EnqueueResult,
  ExtendResult,
  LaneBudget,
  LaneLimit,
  LaneStats,
  LanesPage,
  LanesQuery,
  NewItem,
  Payload,
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
  Timeline,
  TimelineDocumentEntry,
  TimelineEntry,
} from '@async-invoke/engine'
export {
  fromPglite,
  fromPostgresJs,
  type PgliteClient,
  type PostgresDatabase,
  type PostgresJsClient,
  type PostgresRow,
} from './lib/database/postgres-database.ts'
export { type EnqueuedWithin, type EventWithin, enqueueWithin } from './lib/enqueue/enqueue-within.ts'
export { keepPostgresHistory, type PostgresHistoryOptions } from './lib/history/keep-history.ts'
export {
  type OpenPostgresHistoryOptions,
  openPostgresHistory,
  type PostgresHistory,
} from './lib/history/postgres-history.ts'
export { readPostgresTimeline } from './lib/history/read-history.ts'
export { type InspectedPostgresStore, inspectPostgresStore, type XminHolder } from './lib/inspect-postgres-store.ts'
export { openPostgresStore } from './lib/open-postgres-store.ts'
export { type MigrationPlan, migratePostgresStore, planPostgresMigrations } from './lib/plan-migrations.ts'
export { type GrantedRoles, postgresGrants } from './lib/schema/grants.ts'
export type { Migration } from './lib/schema/migrations.ts'
export { type MovedLanes, type MoveLanesOptions, moveLanes } from './lib/sharded/move-lanes.ts'
export { type ShardedStoreOptions, shardedStore } from './lib/sharded/open-sharded-store.ts'
export {
  type LaneMove,
  type LaneMovesPlan,
  type PlanLaneMovesOptions,
  planLaneMoves,
} from './lib/sharded/plan-lane-moves.ts'
export type { PostgresShard } from './lib/sharded/shard.ts'
export { PostgresStoreError, type PostgresStoreErrorCode } from './lib/store-error.ts'
export type { PostgresStore, PostgresStoreOptions } from './lib/store-types.ts'
