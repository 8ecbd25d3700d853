import type { Clock, QueueStore, SettleResult } from '@async-invoke/engine'
import type { IntegrityReport } from './database/integrity.ts'

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
