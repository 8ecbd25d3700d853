import { Calls } from './database/calls.ts'
import { checkDriver, durabilityOf, listenForErrors } from './database/check-database.ts'
import { checkDatabase, checkOptions } from './database/check-options.ts'
import { OpenPostgresStore } from './postgres-store.ts'
import { requireSchema } from './schema/migrate.ts'
import type { PostgresStore, PostgresStoreOptions } from './store-types.ts'

/**
 * Opens the store of a database, and creates its schema or brings it up to date. Any number of processes may open it.
 *
 * @throws {@link PostgresStoreError}
 * @throws `TypeError` for options that cannot be
 *
 * @example
 * ```ts
 * const store = await openPostgresStore({ database: new pg.Pool({ connectionString }) })
 * ```
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { database, clock, timeoutMs = 60_000, onError } = options
  checkOptions(options)
  checkDatabase(database)
  listenForErrors(database)
  const calls = new Calls({ database, timeoutMs, onError })
  await checkDriver(calls)
  await requireSchema(calls, options.migrate ?? 'auto')
  const nowMs = clock === undefined ? undefined : () => clock.nowMs()
  return new OpenPostgresStore({ calls, durability: await durabilityOf(calls), nowMs })
}
