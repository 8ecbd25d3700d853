import { StoredItems } from './schedule/stored-items.ts'
import { OpenSqliteStore } from './sqlite-store.ts'
import type { SqliteStore, SqliteStoreOptions } from './store-types.ts'
import { numbersPerItem, type ScannedItems } from './writer/scan-items.ts'
import { Writer } from './writer/writer.ts'

const mebibyte = 1_048_576

/**
 * Opens the durable store: SQLite, written by its own thread, which commits the calls of many callers with one flush.
 * The schedule, leases and counters are in memory; states and bodies are on disk until they are claimed.
 *
 * @throws {@link SqliteStoreError} `locked`, `newer-schema`, `corrupt`, `disk-full`, `read-only` or `io`.
 *
 * @example
 * ```ts
 * const store = await openSqliteStore({ path: 'queue.db', clock: systemClock })
 * ```
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { path, clock, maxItems = 4_000_000, maxBytes = 4_096 * mebibyte, synchronous = 'full' } = options
  const { maxFileBytes = 2 * maxBytes + 1_024 * maxItems, integrityCheck = 'after-crash', acceptLoss = false } = options
  const items = new StoredItems()
  let lastSeq = 0
  const load = ({ ids, lanes, laneNames, numbers, damaged }: ScannedItems): void => {
    const nowMs = clock.nowMs()
    const damagedIndexes = new Set(damaged)
    for (const [index, id] of ids.entries()) {
      const at = index * numbersPerItem
      const [seq = 0, dueMs = 0, deliveries = 0, bytes = 0, bodyBytes = 0] = numbers.subarray(at, at + numbersPerItem)
      const lane = laneNames[lanes[index] as number] as string
      const row = items.add({ seq, id: items.freeId(id, seq), lane, dueMs, deliveries, bytes, bodyBytes })
      if (damagedIndexes.has(index)) items.noteDamage(row)
      items.schedule.wait(row, nowMs)
      lastSeq = seq
    }
  }
  const { writer, opened } = await Writer.open({ path, synchronous, integrityCheck, maxFileBytes, acceptLoss }, load)
  const { opening, flushMs, afterCrash, integrity, pausedLanes } = opened
  for (const lane of pausedLanes) items.schedule.gates.pause(lane)
  const report = { items: items.schedule.items, afterCrash, integrity }
  const bounds = { maxItems, maxBytes, durability: synchronous === 'full' ? 'power' : 'process' } as const
  return new OpenSqliteStore({ path, clock, writer, items, lastSeq, opening, flushMs, report, ...bounds })
}
