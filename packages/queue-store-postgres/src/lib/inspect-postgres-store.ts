import { Calls } from './database/calls.ts'
import type { PostgresDatabase } from './database/postgres-database.ts'
import { readVersion } from './schema/migrate.ts'

/** The state of a store's tables on their server. */
export interface InspectedPostgresStore {
  readonly schemaVersion: number
  /** Number of items, as the server estimates it. */
  readonly items: number
  /** Versions of rows that are dead and not vacuumed yet, as the server estimates it. */
  readonly deadRows: number
  /** Bytes of the table, with the bodies and without indexes. */
  readonly tableBytes: number
  readonly indexes: readonly { readonly name: string; readonly bytes: number }[]
  /** When the table was last vacuumed, in milliseconds since the epoch; `undefined` if it never was. */
  readonly vacuumedAtMs: number | undefined
  /** Whatever keeps dead rows from being removed, the oldest first: transactions, replication slots, prepared transactions. */
  readonly holders: readonly XminHolder[]
  /** Sentences on repairs; empty if nothing needs to be done. */
  readonly advice: readonly string[]
}

/** Something that still needs old versions of rows. */
export interface XminHolder {
  readonly kind: 'transaction' | 'replication slot' | 'prepared transaction'
  /** Process id, or name. */
  readonly name: string
  /** Number of transactions since; vacuum removes nothing younger. */
  readonly ageTransactions: number
  /** How long it has lasted, in milliseconds; `undefined` for a replication slot. */
  readonly ageMs: number | undefined
}

const tableText = `select
  coalesce(s.n_live_tup, 0) as items, coalesce(s.n_dead_tup, 0) as dead, pg_table_size('async_invoke.item') as bytes,
  extract(epoch from greatest(s.last_vacuum, s.last_autovacuum)) * 1000 as vacuumed,
  current_setting('autovacuum') as autovacuum
from pg_stat_all_tables s where s.relid = 'async_invoke.item'::regclass`

const indexesText = `select c.relname as name, pg_relation_size(c.oid) as bytes
from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'async_invoke.item'::regclass order by c.relname`

const holdersText = `select * from (
  select 'transaction' as kind, a.pid::text as name, age(coalesce(a.backend_xmin, a.backend_xid)) as transactions,
    extract(epoch from clock_timestamp() - a.xact_start) * 1000 as ms
  from pg_stat_activity a where coalesce(a.backend_xmin, a.backend_xid) is not null and a.pid <> pg_backend_pid()
  union all
  select 'replication slot', s.slot_name::text, age(coalesce(s.xmin, s.catalog_xmin)), null
  from pg_replication_slots s where coalesce(s.xmin, s.catalog_xmin) is not null
  union all
  select 'prepared transaction', p.gid, age(p.transaction), extract(epoch from clock_timestamp() - p.prepared) * 1000
  from pg_prepared_xacts p
) holders order by transactions desc limit 10`

/**
 * Inspects the tables of a store from the server's statistics, without visiting items: dead rows, what keeps them, sizes of
 * indexes, and what to do about it. A role without `pg_read_all_stats` sees its own transactions only.
 *
 * @throws {@link PostgresStoreError} if the database cannot be read
 *
 * @example
 * ```ts
 * const { deadRows, advice } = await inspectPostgresStore(pool)
 * ```
 */
export async function inspectPostgresStore(database: PostgresDatabase): Promise<InspectedPostgresStore> {
  const calls = new Calls({ database, timeoutMs: 60_000, onError: undefined })
  const read = (text: string) => calls.rows({ text, values: [], action: 'cannot inspect the store', repeatable: true })
  const schemaVersion = await readVersion(calls)
  const [table] = await read(tableText)
  const vacuumed = table?.vacuumed ?? null
  const inspected = {
    schemaVersion,
    items: Number(table?.items),
    deadRows: Number(table?.dead),
    tableBytes: Number(table?.bytes),
    indexes: (await read(indexesText)).map(({ name, bytes }) => ({ name: String(name), bytes: Number(bytes) })),
    vacuumedAtMs: vacuumed === null ? undefined : Number(vacuumed),
    holders: (await read(holdersText)).map(({ kind, name, transactions, ms }) => ({
      kind: kind as XminHolder['kind'],
      name: String(name),
      ageTransactions: Number(transactions),
      ageMs: ms === null ? undefined : Number(ms),
    })),
  }
  return { ...inspected, advice: adviceOn(inspected, table?.autovacuum === 'on') }
}

/** From here on, dead rows make claims slower. */
const manyDeadRows = 50_000
const longMs = 60_000
/** An entry takes about a hundred bytes; an index that uses less than a tenth of its space has not recovered from a peak. */
const bytesPerEntry = 1_000
const largeIndexBytes = 64 * 1_048_576

/** Decides what to do about the state of the tables. */
export function adviceOn(
  { items, deadRows, indexes, holders }: Omit<InspectedPostgresStore, 'advice' | 'schemaVersion'>,
  isAutovacuumOn: boolean,
): readonly string[] {
  const advice: string[] = []
  if (!isAutovacuumOn) advice.push('Turn autovacuum on: the server removes no dead rows by itself.')
  const [oldest] = holders.filter(({ ageMs }) => ageMs === undefined || ageMs > longMs)
  if (deadRows > manyDeadRows)
    advice.push(
      oldest === undefined
        ? `Run "vacuum async_invoke.item": ${deadRows} dead rows are left, and nothing holds them.`
        : `End the ${oldest.kind} ${oldest.name}: it keeps ${deadRows} dead rows from being removed.`,
    )
  for (const { name, bytes } of indexes)
    if (bytes > largeIndexBytes && bytes > (items + deadRows) * bytesPerEntry)
      advice.push(`Run "reindex index concurrently async_invoke.${name}": it has ${bytes} bytes for ${items} items.`)
  return advice
}
