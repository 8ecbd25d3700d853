import type { Clock, QueueStore, SettleResult } from '@async-invoke/engine'
import type { IntegrityReport } from './database/integrity.ts'
import { OpenSqliteStore } from './open-sqlite-store.ts'
import { Schedule } from './schedule/schedule.ts'
import { numbersPerItem, type ScannedItems } from './writer/scan-items.ts'
import { Writer } from './writer/writer.ts'

export interface SqliteStoreOptions {
  /** File of the database; created when it is missing. `-wal`, `-shm` and `-lock` files lie beside it. */
  readonly path: string
  readonly clock: Clock
  /**
   * `full` (the default) flushes before it acknowledges: what was acknowledged survives the loss of power. `normal` does
   * not wait for the disk: it survives the death of the process, and the loss of power may take what came last.
   */
  readonly synchronous?: 'full' | 'normal'
  /** Items that may wait before `enqueue` answers `full`; default 4,000,000. Each takes about 200 bytes of memory. */
  readonly maxItems?: number
  /** Bytes of state and body that may wait before `enqueue` answers `full`; default 4 GiB. */
  readonly maxBytes?: number
  /** Bytes that the file may have, outbox items included; default twice `maxBytes` and 1 KiB for each of `maxItems`. */
  readonly maxFileBytes?: number
  /** When to check the whole database before opening it; default `after-crash`. Takes about a second a gigabyte. */
  readonly integrityCheck?: 'after-crash' | 'always' | 'never'
}

export interface SqliteStore extends QueueStore {
  /** Makes leases last `leaseMs` from now. */
  extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]>
  /**
   * Writes a copy of the database as it is at this moment to `path`, while work goes on; the copy is a database that can
   * be opened. An existing file is replaced once the copy is complete and flushed. Rejects with {@link SqliteStoreError}.
   */
  backup(path: string): Promise<void>
  /** What was found at opening. */
  readonly opened: OpeningReport
}

export interface OpeningReport {
  /** Items that were there. */
  readonly items: number
  /** Whether the last process that had it open did not close it. */
  readonly afterCrash: boolean
  /** Result of the integrity check; missing when none was made. */
  readonly integrity: IntegrityReport | undefined
}

const mebibyte = 1_048_576

/**
 * Opens the durable store: SQLite, written by a thread of its own that commits what many callers want with one flush.
 * What is scheduled, leased and counted is in memory; states and bodies are on disk until they are claimed.
 *
 * Rejects with {@link SqliteStoreError}: `locked`, `newer-schema`, `corrupt`, `disk-full`, `read-only`, `io`.
 *
 * @example const store = await openSqliteStore({ path: 'queue.db', clock: systemClock })
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { path, clock, maxItems = 4_000_000, maxBytes = 4_096 * mebibyte, synchronous = 'full' } = options
  const { maxFileBytes = 2 * maxBytes + 1_024 * maxItems, integrityCheck = 'after-crash' } = options
  const schedule = new Schedule()
  let lastSeq = 0
  const load = ({ ids, lanes, laneNames, numbers }: ScannedItems): void => {
    const nowMs = clock.nowMs()
    for (const [index, id] of ids.entries()) {
      const at = index * numbersPerItem
      const [seq = 0, dueMs = 0, deliveries = 0, bytes = 0, bodyBytes = 0] = numbers.subarray(at, at + numbersPerItem)
      const lane = laneNames[lanes[index] as number] as string
      schedule.wait(schedule.add({ seq, id, lane, dueMs, deliveries, bytes, bodyBytes }), nowMs)
      lastSeq = seq
    }
  }
  const { writer, opened } = await Writer.open({ path, synchronous, integrityCheck, maxFileBytes }, load)
  const { opening, flushMs, afterCrash, integrity } = opened
  const report = { items: schedule.items, afterCrash, integrity }
  const bounds = { maxItems, maxBytes, durability: synchronous === 'full' ? 'power' : 'process' } as const
  return new OpenSqliteStore({ path, clock, writer, schedule, lastSeq, opening, flushMs, report, ...bounds })
}
