import { checkOptions } from '../database/check-options.ts'
import type { PostgresStore, PostgresStoreOptions } from '../store-types.ts'
import { agreeOnLayout } from './layout.ts'
import { checkShards, openShards, type PostgresShard } from './shard.ts'
import { OpenShardedStore } from './sharded-store.ts'

/** Options of {@link shardedStore}. */
export interface ShardedStoreOptions extends Omit<PostgresStoreOptions, 'database'> {
  /**
   * How long a claim waits for the other databases once one has answered, in milliseconds. What a slow one gives is handed out
   * by a later claim.
   *
   * @defaultValue `250`
   */
  readonly patienceMs?: number
}

/**
 * Opens a store over several databases, for more than one server can do. Each function's lane lives in one of them, so that its
 * limit and its order stay exact; deliveries are in the database of their event, in one commit with its settlement. A database
 * that does not answer delays the functions of no other.
 *
 * The databases keep the list of those that share the lanes: at the first opening all that are given, or the one that has items or
 * pauses. A database that joins later is given to all processes first, and gets its lanes by {@link moveLanes}.
 *
 * @param shards - all databases that share the lanes, in any order
 * @throws {@link PostgresStoreError} `layout` if the databases do not fit together
 * @throws `TypeError` for options that cannot be
 *
 * @example
 * ```ts
 * const store = await shardedStore([
 *   { name: 'east', database: new pg.Pool({ connectionString: east }) },
 *   { name: 'west', database: new pg.Pool({ connectionString: west }) },
 * ])
 * ```
 */
export async function shardedStore(
  shards: readonly PostgresShard[],
  options: ShardedStoreOptions = {},
): Promise<PostgresStore> {
  checkShards(shards)
  const { patienceMs = 250, ...rest } = options
  checkOptions(options)
  const open = await openShards(shards, rest)
  const { onError } = options
  return new OpenShardedStore({ shards: open, layout: await agreeOnLayout(open), patienceMs, onError })
}
