import type { QueueStoreCapabilities } from '@async-invoke/engine'
import { PostgresStoreError } from '../store-error.ts'
import type { Calls } from './calls.ts'
import type { PostgresDatabase } from './postgres-database.ts'

/** Bytes that are neither text nor a number of any kind. */
const sample = Uint8Array.of(0x61, 0xff, 0x00, 0x80)

/**
 * Checks that the driver returns bytes and numbers as they are. Some settings of drivers change them without an error, such
 * as `binary` of `pg`.
 *
 * @throws {@link PostgresStoreError} `unsupported`
 */
export async function checkDriver(calls: Calls): Promise<void> {
  const [row] = await calls.rows({
    text: `select $1::bytea as bytes, 1767225600123::bigint as number, ($2::text)::text[] = array['a"b', 'c'] as lists`,
    values: [sample, '{"a\\"b","c"}'],
    action: 'cannot reach the database',
    repeatable: true,
  })
  const bytes = row?.bytes
  const isSame = bytes instanceof Uint8Array && Buffer.compare(bytes, sample) === 0
  if (isSame && Number(row?.number) === 1_767_225_600_123 && row?.lists === true) return
  throw new PostgresStoreError(
    'unsupported',
    'the driver changes bytes or numbers: leave out its settings binary and types',
  )
}

/** Reads which failures an acknowledged commit survives. */
export async function durabilityOf(calls: Calls): Promise<QueueStoreCapabilities['durability']> {
  const [row] = await calls.rows({
    text: `select current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as flushed`,
    values: [],
    action: 'cannot read the settings of the server',
    repeatable: true,
  })
  return row?.flushed === true ? 'power' : 'process'
}

/** Databases that have a listener of ours. */
const heard = new WeakSet<PostgresDatabase>()

/**
 * Listens for errors of idle connections, if the caller does not: without a listener, a pool of `pg` ends the process when
 * its server restarts. The next statement meets the same failure.
 */
export function listenForErrors(database: PostgresDatabase): void {
  const { on, listenerCount } = database as { on?: unknown; listenerCount?: unknown }
  if (typeof on !== 'function' || typeof listenerCount !== 'function' || heard.has(database)) return
  if (listenerCount.call(database, 'error') > 0) return
  heard.add(database)
  on.call(database, 'error', () => {})
}
