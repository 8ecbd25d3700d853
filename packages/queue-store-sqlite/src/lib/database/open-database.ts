import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { reportOf, SqliteStoreError } from '../store-error.ts'
import { checkIntegrity, type IntegrityReport, throwIfCutShort, throwIfDamaged } from './integrity.ts'
import { checkSchema, migrate, pragma } from './schema.ts'
import { sqlite } from './sqlite-module.ts'
import { syncPath } from './sync-path.ts'
import { inTransaction } from './transaction.ts'
import { WriterLock } from './writer-lock.ts'

export interface DatabaseOptions {
  readonly path: string
  readonly synchronous: 'full' | 'normal'
  readonly integrityCheck: 'after-crash' | 'always' | 'never'
  /** Bound of the file, in bytes, the write-ahead log not included. */
  readonly maxFileBytes: number
}

export interface OpenedDatabase {
  readonly database: DatabaseSync
  readonly lock: WriterLock
  /** How often the database has been opened, this time included. */
  readonly opening: number
  /** Milliseconds that a commit takes which carries next to nothing. */
  readonly flushMs: number
  readonly afterCrash: boolean
  /** Missing when no check was made. */
  readonly integrity: IntegrityReport | undefined
}

/** Bytes that the write-ahead log is cut back to after a checkpoint. */
const walBytesKept = 64 * 1_048_576

/**
 * Opens or creates the database and holds the writer's lock. Looks at it read-only first, so that a database that is
 * refused (damaged, newer) stays as it is, its write-ahead log included. Throws {@link SqliteStoreError}.
 */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  const { path } = options
  let lock: WriterLock | undefined
  try {
    lock = new WriterLock(path, () => ownerOf(path))
    throwIfCutShort(path, lock.created)
    const seen = existsSync(path) ? look(options) : { afterCrash: false, integrity: undefined }
    return { lock, ...openForWriting(options, lock), ...seen }
  } catch (error) {
    lock?.release()
    const { code, message } = reportOf(error, `cannot open ${path}`)
    throw new SqliteStoreError(code, message, { cause: error })
  }
}

/** Leaves the database as one that was closed properly. */
export function closeDatabase({ database, lock }: OpenedDatabase): void {
  try {
    setMeta(database, 'open', 0)
  } finally {
    database.close()
    lock.release()
  }
}

function look({ path, integrityCheck }: DatabaseOptions): Pick<OpenedDatabase, 'afterCrash' | 'integrity'> {
  const database = new sqlite.DatabaseSync(path, { readOnly: true })
  try {
    // An empty file: the process that was to create the database did not come that far.
    if (!checkSchema(database, path)) return { afterCrash: false, integrity: undefined }
    const afterCrash = meta(database, 'open') === 1
    const wanted = integrityCheck === 'always' || (integrityCheck === 'after-crash' && afterCrash)
    const integrity = wanted ? checkIntegrity(database) : undefined
    if (integrity !== undefined) throwIfDamaged(integrity, path)
    return { afterCrash, integrity }
  } finally {
    database.close()
  }
}

function openForWriting(
  { path, synchronous, maxFileBytes }: DatabaseOptions,
  lock: WriterLock,
): Pick<OpenedDatabase, 'database' | 'opening' | 'flushMs'> {
  const database = new sqlite.DatabaseSync(path)
  try {
    database.exec(`PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA cache_size = -32768;
                   PRAGMA journal_size_limit = ${walBytesKept}; PRAGMA busy_timeout = 5000`)
    const pages = Math.max(1, Math.floor(maxFileBytes / pragma(database, 'page_size')))
    database.exec(`PRAGMA max_page_count = ${pages}`)
    migrate(database)
    const opening = (meta(database, 'opening') ?? 0) + 1
    inTransaction(database, () => {
      setMeta(database, 'opening', opening)
      setMeta(database, 'open', 1)
      setMeta(database, 'pid', process.pid)
      countInterruptedDeliveries(database)
    })
    const flushMs = quickestOf(3, (time) => setMeta(database, 'flush', time))
    if (!lock.created) {
      // SQLite makes the file's content durable, and leaves its name in the directory to us.
      syncPath(dirname(path))
      lock.noteCreated()
    }
    return { database, opening, flushMs }
  } catch (error) {
    database.close()
    throw error
  }
}

function quickestOf(times: number, work: (time: number) => void): number {
  let quickestMs = Number.POSITIVE_INFINITY
  for (let time = 0; time < times; time += 1) {
    const startMs = performance.now()
    work(time)
    quickestMs = Math.min(quickestMs, performance.now() - startMs)
  }
  return quickestMs
}

/** A delivery that ended with the process that held it counts like any other. */
function countInterruptedDeliveries(database: DatabaseSync): void {
  const count = database.prepare('UPDATE item SET deliveries = deliveries + 1 WHERE seq = ? AND settled < ?')
  for (const { claim, seqs } of database.prepare('SELECT claim, seqs FROM claimed').all()) {
    const blob = seqs as Uint8Array
    for (const seq of new Float64Array(blob.slice().buffer)) count.run(seq, claim as number)
  }
  database.exec('DELETE FROM claimed')
}

function ownerOf(path: string): string {
  try {
    const database = new sqlite.DatabaseSync(path, { readOnly: true })
    try {
      const pid = meta(database, 'pid')
      return pid === undefined ? '' : ` by process ${pid}`
    } finally {
      database.close()
    }
  } catch {
    // The message does without the number where the database cannot be read.
    return ''
  }
}

export function meta(database: DatabaseSync, name: string): number | undefined {
  const row = database.prepare('SELECT value FROM meta WHERE name = ?').get(name)
  return row === undefined ? undefined : Number(row.value)
}

function setMeta(database: DatabaseSync, name: string, value: number): void {
  database
    .prepare('INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(name, value)
}
