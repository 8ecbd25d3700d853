import type { Clock, QueueStore, SettleResult } from '@async-invoke/engine'
import type { IntegrityReport } from './database/integrity.ts'

export interface SqliteStoreOptions {
  /**
   * Database file, created if it is missing. Files with the suffixes `-wal`, `-shm`, `-lock`, `-commits`, `-journal-1` and
   * `-journal-2` lie beside it. Where the path is a symbolic link, they lie beside the file that it leads to.
   */
  readonly path: string
  /** The clock that decides what is due and when leases expire. */
  readonly clock: Clock
  /**
   * `full` flushes before it acknowledges a call: acknowledged items survive a power loss. `normal` does not wait for
   * the disk: acknowledged items survive a crash of the process, but a power loss may take the latest of them.
   *
   * @defaultValue `full`
   */
  readonly synchronous?: 'full' | 'normal'
  /**
   * Upper bound of items; beyond it, `enqueue` answers `full`. Each item takes about 100 bytes of memory.
   *
   * @defaultValue 4,000,000
   */
  readonly maxItems?: number
  /**
   * Upper bound of state and body bytes; beyond it, `enqueue` answers `full`.
   *
   * @defaultValue 4 GiB
   */
  readonly maxBytes?: number
  /**
   * Upper bound of the file in bytes, including outbox items; beyond it, calls reject with `disk-full`. It may be
   * exceeded a little by what was accepted before. The journal beside it has up to 256 MiB more.
   *
   * @defaultValue twice `maxBytes` plus 1 KiB per item of `maxItems`
   */
  readonly maxFileBytes?: number
  /**
   * When to check the whole database: its structure before opening it, about half a second per gigabyte, and states and bodies
   * as the items are read. The number of items and of the last commit are checked at every opening.
   *
   * @defaultValue `after-crash`
   */
  readonly integrityCheck?: 'after-crash' | 'always' | 'never'
  /**
   * Opens a database from which accepted items are missing, such as one whose write-ahead log or journal was cut or deleted, and goes
   * on with what is there; `opened.integrity` says what is missing. Without it, such a database is refused with `corrupt`.
   *
   * @defaultValue `false`
   */
  readonly acceptLoss?: boolean
}

/** A queue store on one machine: the engine's port, with backups and a report of its opening. */
export interface SqliteStore extends QueueStore {
  /** Extends leases to `leaseMs` from now, in milliseconds. */
  extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]>
  /**
   * Writes a consistent copy of the database to `path` while work goes on. The copy can be opened like any database. An
   * existing file is replaced once the copy is complete and flushed, unless it is one of this store's or of another database in
   * use. Only the owner can read the copy, as with the database.
   *
   * @throws `TypeError` if `path` is that of a file of this store, or of what is no file
   * @throws {@link SqliteStoreError} if the copy cannot be written, or if the store is closed.
   */
  backup(path: string): Promise<void>
  /** The state of the database when it was opened. */
  readonly opened: OpeningReport
  /**
   * Resolves once all items that were stored at opening are scheduled and counted, with the result of the check. It is at once
   * for 20,000 items or fewer. With more, claims and {@link QueueStore.admin} wait for it, new items do not: meanwhile an id
   * that is in the queue already may be answered `accepted`; it is queued once nevertheless.
   *
   * Rejects with `corrupt` if items are missing (unless `acceptLoss`) or cannot be read, and with `closed` if the store is closed
   * before. Then every call rejects with the same error.
   */
  readonly restored: Promise<IntegrityReport>
}

/** The state of a database when it was opened. */
export interface OpeningReport {
  /** Number of items, as it was stored. */
  readonly items: number
  /** True if the last process that had the database open did not close it. */
  readonly afterCrash: boolean
  /**
   * Result of the integrity check, with the damaged items that will be claimed as such. With more than 20,000 items, the result
   * of what was checked before opening; {@link SqliteStore.restored} has all.
   */
  readonly integrity: IntegrityReport
}
