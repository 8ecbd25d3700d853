import { enqueueMigration } from './enqueue-migration.ts'
import { historyMigration } from './history-migration.ts'
import { itemsMigration } from './items-migration.ts'
import { shardsMigration } from './shards-migration.ts'

/** A step of the schema. */
export interface Migration {
  /** Version of the schema after it. */
  readonly version: number
  /** Its purpose in a few words. */
  readonly title: string
  /** Statements of PostgreSQL. */
  readonly sql: string
  /** Oldest version of the schema whose workers may go on after it. */
  readonly oldestReader: number
}

/**
 * The schema, step by step. Never edit a released step: append one. A step only adds, so that workers of the version before
 * go on: a function keeps its arguments and columns, a column has a default.
 */
export const migrations: readonly Migration[] = [
  { version: 1, title: 'items, leases and limits of lanes', sql: itemsMigration, oldestReader: 1 },
  { version: 2, title: 'events from SQL', sql: enqueueMigration, oldestReader: 1 },
  { version: 3, title: 'lanes over several databases', sql: shardsMigration, oldestReader: 1 },
  { version: 4, title: 'history of events', sql: historyMigration, oldestReader: 1 },
]
