import type { Timeline, TimelineDocumentEntry } from '@async-invoke/engine'
import { Calls } from '../database/calls.ts'
import type { PostgresDatabase } from '../database/postgres-database.ts'
import { writeName } from '../statements/names.ts'

/** More than any event has. */
const maxEntries = 10_000

const text = `select * from (
  select distinct on (h.worker, h.n) h.worker, h.n, h.at_ms, h.function_arn, h.accepted_ms, h.entry::text as entry
  from async_invoke.history h where h.request_id = $1::text order by h.worker, h.n, h.written_ms
) h order by h.at_ms, h.worker, h.n limit ${maxEntries}`

/**
 * Reads what happened to an event, in all processes that wrote it: by time, those of a process in their order. `undefined` if the
 * history has nothing of it, or no more.
 *
 * @throws {@link PostgresStoreError}
 *
 * @example
 * ```ts
 * const timeline = await readPostgresTimeline(pool, 'r-1')
 * ```
 */
export async function readPostgresTimeline(
  database: PostgresDatabase,
  requestId: string,
): Promise<Timeline | undefined> {
  const rows = await new Calls({ database, timeoutMs: 60_000, onError: undefined }).rows({
    text,
    values: [writeName(requestId)],
    action: 'cannot read the history',
    repeatable: true,
  })
  if (rows.length === 0) return undefined
  const functionArn = rows.find(({ function_arn }) => typeof function_arn === 'string')?.function_arn
  const acceptedMs = rows.find(({ accepted_ms }) => accepted_ms !== null)?.accepted_ms
  return {
    version: '1.0',
    requestId,
    ...(functionArn !== undefined && { functionArn: String(functionArn) }),
    ...(acceptedMs !== undefined && { acceptedAt: new Date(Number(acceptedMs)).toISOString() }),
    entries: rows.map(({ entry }) => JSON.parse(String(entry)) as TimelineDocumentEntry),
  }
}
