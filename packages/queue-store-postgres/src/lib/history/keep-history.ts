import { Calls } from '../database/calls.ts'
import type { PostgresDatabase } from '../database/postgres-database.ts'

/** How long a history is kept. */
export interface PostgresHistoryOptions {
  /**
   * Time after which entries go, in milliseconds; a whole span later at most.
   *
   * @defaultValue 30 days
   */
  readonly keepMs?: number
  /**
   * Span of time of a partition, in milliseconds, 1,000 at least and `keepMs` at most. A change holds for later partitions.
   *
   * @defaultValue a day, or `keepMs` if that is shorter
   */
  readonly spanMs?: number
}

const dayMs = 86_400_000

/**
 * Lets a database keep a history of events, which it does not by default, or changes for how long. `off` ends it and removes all
 * entries. Needs the rights of the schema's owner.
 *
 * @throws {@link PostgresStoreError}
 * @throws {@link RangeError} for spans that do not fit
 *
 * @example
 * ```ts
 * await keepPostgresHistory(pool, { keepMs: 7 * 86_400_000 })
 * ```
 */
export async function keepPostgresHistory(
  database: PostgresDatabase,
  options: PostgresHistoryOptions | 'off' = {},
): Promise<void> {
  const values = options === 'off' ? [null, null] : spansOf(options).map(String)
  await new Calls({ database, timeoutMs: 60_000, onError: undefined }).rows({
    text: 'select async_invoke.keep_history($1::bigint, $2::bigint)',
    values,
    action: 'cannot keep a history',
    repeatable: true,
  })
}

function spansOf({ keepMs = 30 * dayMs, spanMs = Math.min(dayMs, keepMs) }: PostgresHistoryOptions): number[] {
  if (!Number.isSafeInteger(keepMs) || keepMs < 1_000)
    throw new RangeError(`keepMs is ${keepMs}, not a whole number of at least 1000 milliseconds`)
  if (!Number.isSafeInteger(spanMs) || spanMs < 1_000 || spanMs > keepMs)
    throw new RangeError(`spanMs is ${spanMs}, not a whole number of 1000 to ${keepMs} milliseconds, which is keepMs`)
  return [spanMs, keepMs]
}
