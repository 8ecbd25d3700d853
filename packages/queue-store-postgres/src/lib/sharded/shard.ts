import type { QueueStoreCapabilities } from '@async-invoke/engine'
import { Calls } from '../database/calls.ts'
import { checkDriver, durabilityOf, listenForErrors } from '../database/check-database.ts'
import { checkDatabase, checkOptions } from '../database/check-options.ts'
import type { PostgresDatabase, PostgresRow } from '../database/postgres-database.ts'
import { OpenPostgresStore } from '../postgres-store.ts'
import { requireSchema } from '../schema/migrate.ts'
import { PostgresStoreError } from '../store-error.ts'
import type { PostgresStoreOptions } from '../store-types.ts'

/** One of the databases that share the lanes of a store. */
export interface PostgresShard {
  /**
   * Name of the database, the same for every process and for ever: it decides which lanes live there. Small letters, digits
   * and hyphens, at most 40.
   */
  readonly name: string
  /** Pool or client, or anything with its `query`. The store does not close it. */
  readonly database: PostgresDatabase
}

/** A database that is open. */
export interface Shard {
  readonly name: string
  readonly calls: Calls
  readonly store: OpenPostgresStore
  /** Time of a test, for statements; `null` for the server's. */
  virtualNow(): string | null
}

/** @throws `TypeError` if these are no list of shards: a database, or the list of a store's, is easily taken for one */
export function checkShards(shards: unknown): void {
  if (!Array.isArray(shards)) throw new TypeError('shards must be an array of { name, database }')
  const wrong = shards.findIndex((shard) => typeof shard !== 'object' || shard === null || !('database' in shard))
  if (wrong !== -1) throw new TypeError(`shards[${wrong}] must be { name, database }`)
}

/**
 * Opens databases, in the order of their names.
 *
 * @throws {@link PostgresStoreError} `layout` if a name is not one, or comes twice
 */
export async function openShards(
  shards: readonly PostgresShard[],
  options: Omit<PostgresStoreOptions, 'database'>,
): Promise<readonly Shard[]> {
  checkOptions(options)
  const names = new Set(shards.map(({ name }) => name))
  for (const { name } of shards)
    if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(name))
      throw new PostgresStoreError(
        'layout',
        `shards: the name ${JSON.stringify(String(name).slice(0, 60))} is not 1 to 40 small letters, digits and hyphens`,
      )
  if (names.size === 0) throw new PostgresStoreError('layout', 'shards: there is none')
  if (names.size < shards.length) throw new PostgresStoreError('layout', 'shards: a name comes twice')
  for (const { database } of shards) checkDatabase(database)
  const sorted = [...shards].sort((a, b) => (a.name < b.name ? -1 : 1))
  const opening = sorted.map((shard) => openShard(shard, options))
  // The caller may close its databases once this fails: nothing goes on with another of them.
  await Promise.allSettled(opening)
  return Promise.all(opening)
}

async function openShard(
  { name, database }: PostgresShard,
  { clock, timeoutMs = 60_000, onError, migrate = 'auto' }: Omit<PostgresStoreOptions, 'database'>,
): Promise<Shard> {
  listenForErrors(database)
  const calls = new Calls({ database, name, timeoutMs, onError })
  await checkDriver(calls)
  await requireSchema(calls, migrate)
  const nowMs = clock === undefined ? undefined : () => clock.nowMs()
  const durability: QueueStoreCapabilities['durability'] = await durabilityOf(calls)
  return {
    name,
    calls,
    store: new OpenPostgresStore({ calls, durability, nowMs }),
    virtualNow: () => (nowMs === undefined ? null : String(Math.floor(nowMs()))),
  }
}

/** Sends a statement that may run twice. */
export function read(
  { calls }: Shard,
  action: string,
  text: string,
  values: readonly (string | null)[] = [],
): Promise<readonly PostgresRow[]> {
  return calls.rows({ text, values, action, repeatable: true })
}
