import { Calls } from './database/calls.ts'
import type { PostgresDatabase } from './database/postgres-database.ts'
import { migrate, migrationBlock, readVersion } from './schema/migrate.ts'
import { type Migration, migrations } from './schema/migrations.ts'

/** The steps that the schema of a database lacks. */
export interface MigrationPlan {
  /** Version of the schema; 0 if there is none. */
  readonly version: number
  /** The steps that are missing, in their order. */
  readonly steps: readonly Migration[]
  /** One statement that takes the missing steps under a lock, in one transaction; empty if there are none. */
  readonly sql: string
}

/**
 * Reads which steps the schema of a database lacks, to review them; changes nothing.
 *
 * @throws {@link PostgresStoreError} `newer-schema` if this version of the package cannot work with the schema
 *
 * @example
 * ```ts
 * console.log((await planPostgresMigrations(pool)).sql)
 * ```
 */
export async function planPostgresMigrations(database: PostgresDatabase): Promise<MigrationPlan> {
  const version = await readVersion(callsOf(database))
  const steps = migrations.slice(version)
  return { version, steps, sql: steps.length === 0 ? '' : migrationBlock(steps) }
}

/**
 * Creates the schema of a database, or brings it up to date: one transaction, one process at a time. Workers of the version
 * before go on.
 *
 * @throws {@link PostgresStoreError}
 *
 * @example
 * ```ts
 * await migratePostgresStore(new pg.Pool({ connectionString: addressOfOwner }))
 * ```
 */
export async function migratePostgresStore(database: PostgresDatabase): Promise<void> {
  const calls = callsOf(database)
  if ((await readVersion(calls)) < migrations.length) await migrate(calls)
}

/** A migration may wait for a lock or for an index. */
const timeoutMs = 600_000

function callsOf(database: PostgresDatabase): Calls {
  return new Calls({ database, timeoutMs, onError: undefined })
}
