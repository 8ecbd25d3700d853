import { checkOptions, pathOfFile } from './database/check-options.ts'
import { fileBehind } from './files/file-behind.ts'
import { StoredItems } from './schedule/stored-items.ts'
import { OpenSqliteStore } from './sqlite-store.ts'
import type { SqliteStore, SqliteStoreOptions } from './store-types.ts'
import { GroupCommit } from './writer/group-commit.ts'
import { ItemWrites } from './writer/item-writes.ts'
import { Restore } from './writer/restore.ts'
import { Writer } from './writer/writer.ts'

const mebibyte = 1_048_576
/** If a flush takes less than this, two alternating groups of callers are faster than one. */
const maxQuickFlushMs = 0.3
/** With more items, the store is used before all of them have been read. Fewer take less than a tenth of a second. */
const defaultMaxItemsAtOnce = 20_000
/** A burst of so many bytes is written as fast as the disk takes it, and it is read in less than a second after a crash. */
const defaultJournalBytes = 128 * mebibyte

/**
 * Opens the durable store: SQLite, written by its own thread, which commits the calls of many callers with one flush.
 * The schedule, leases and counters are in memory; states and bodies are on disk until they are claimed.
 *
 * It takes new items at once. With more than 20,000 items of an earlier process, these are read and counted meanwhile
 * ({@link SqliteStore.restored}), and claims wait for that.
 *
 * @throws {@link SqliteStoreError} `locked`, `newer-schema`, `corrupt`, `disk-full`, `read-only` or `io`.
 * @throws `TypeError` for options that cannot be
 *
 * @example
 * ```ts
 * const store = await openSqliteStore({ path: 'queue.db', clock: systemClock })
 * ```
 */
export function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  return openStore(options)
}

/** The same, with a bound of the items that are read before the store is used, and the size of a file of the journal. */
export async function openStore(
  options: SqliteStoreOptions,
  maxItemsAtOnce = defaultMaxItemsAtOnce,
  journalBytes = defaultJournalBytes,
): Promise<SqliteStore> {
  checkOptions(options)
  const name = pathOfFile(options.path)
  const path = fileBehind(name)
  const { clock, maxItems = 4_000_000, maxBytes = 4_096 * mebibyte, synchronous = 'full' } = options
  const { maxFileBytes = 2 * maxBytes + 1_024 * maxItems, integrityCheck = 'after-crash', acceptLoss = false } = options
  const { writer, opened } = await Writer.open({
    ...{ name, path, synchronous, integrityCheck, maxFileBytes, acceptLoss, maxItemsAtOnce, journalBytes },
  })
  const { opening, flushMs, afterCrash, integrity, pausedLanes, lastSeq, isLarge, items: stored } = opened
  const items = new StoredItems()
  for (const lane of pausedLanes) items.schedule.gates.pause(lane)
  const commits = new GroupCommit(writer, flushMs < maxQuickFlushMs)
  const writes = new ItemWrites(commits, items, clock)
  const restore = new Restore({ writer, items, writes, stored })
  const report = isLarge
    ? { items: stored, afterCrash, integrity }
    : { integrity: await restoredOrClosed(restore, writer), items: items.schedule.items, afterCrash }
  const bounds = { maxItems, maxBytes, durability: synchronous === 'full' ? 'power' : 'process' } as const
  return new OpenSqliteStore({
    path,
    clock,
    writer,
    items,
    commits,
    writes,
    restore,
    lastSeq,
    opening,
    report,
    ...bounds,
  })
}

async function restoredOrClosed(restore: Restore, writer: Writer) {
  try {
    return await restore.finished
  } catch (error) {
    await writer.request({ type: 'close' }, 'closed')
    throw error
  }
}
