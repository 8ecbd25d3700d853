import { Calls } from './database/calls.ts'
import { checkDriver, durabilityOf, listenForErrors } from './database/check-database.ts'
import { OpenPostgresStore } from './postgres-store.ts'
import { migrate, readVersion } from './schema/migrate.ts'
import { migrations } from './schema/migrations.ts'
import { PostgresStoreError } from './store-error.ts'
import type { PostgresStore, PostgresStoreOptions } from './store-types.ts'

/**
 * Opens the store of a database, and creates its schema or brings it up to date. Any number of processes may open it.
 *
 * @throws {@link PostgresStoreError}
 *
 * @example
 * ```ts
 * const store = await openPostgresStore({ database: new pg.Pool({ connectionString }) })
 * ```
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { database, clock, timeoutMs = 60_000, onError } = options
  listenForErrors(database)
  const calls = new Calls({ database, timeoutMs, onError })
  await checkDriver(calls)
  const version = await readVersion(calls)
  if (version < migrations.length) {
    if (options.migrate === 'never')
      throw new PostgresStoreError(
        'no-schema',
        `the schema async_invoke has version ${version}, and this version of the package needs ${migrations.length}: migrate it with a role that may`,
      )
    await migrate(calls)
  }
  const nowMs = clock === undefined ? undefined : () => clock.nowMs()
  return new OpenPostgresStore({ calls, durability: await durabilityOf(calls), nowMs })
}
