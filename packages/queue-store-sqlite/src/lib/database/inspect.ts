import { existsSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { type CommitNumber, readCommitNumber } from '../files/commit-number.ts'
import { fileBehind } from '../files/file-behind.ts'
import { reportOf, SqliteStoreError } from '../store-error.ts'
import { checkSchema, pragma } from '../tables/schema.ts'
import { sqlite } from '../tables/sqlite-module.ts'
import { readTally } from '../tables/tally.ts'
import { pathOfFile } from './check-options.ts'
import {
  checkCompleteness,
  contentProblems,
  type IntegrityReport,
  pageProblems,
  throwIfCutOrMissing,
} from './integrity.ts'
import { meta } from './open-database.ts'
import { showJournal } from './show-journal.ts'

export interface InspectOptions {
  /**
   * Number of items to list, earliest due first.
   *
   * @defaultValue 100
   */
  readonly limit?: number
  /** Lists only items of this lane; the counts still cover all lanes. */
  readonly lane?: string
  /**
   * Also checks the whole database.
   *
   * @defaultValue false
   */
  readonly integrityCheck?: boolean
}

/** A consistent snapshot of a database. */
export interface InspectedStore {
  readonly schemaVersion: number
  /** Id of the process that has it open, or that crashed while it had; `undefined` if it was closed. */
  readonly openedBy: number | undefined
  readonly items: number
  /** Bytes of all bodies. */
  readonly bodyBytes: number
  /** Size of the file in bytes. */
  readonly fileBytes: number
  /** Size of the write-ahead log in bytes. */
  readonly walBytes: number
  /** Bytes of the file that are free for reuse. */
  readonly freeBytes: number
  readonly lanes: readonly { readonly lane: string; readonly items: number; readonly earliestDueMs: number }[]
  readonly listed: readonly InspectedItem[]
  /** `undefined` without `integrityCheck`. */
  readonly integrity: IntegrityReport | undefined
}

/** A listed item, with its state but without its body. */
export interface InspectedItem {
  readonly id: string
  readonly lane: string
  readonly dueMs: number
  /** Recorded deliveries; one in progress is not counted yet. */
  readonly deliveries: number
  readonly bodyBytes: number
  readonly state: Uint8Array
}

/**
 * Reads the database of a store, open, closed or crashed, without changing it or blocking its writer. Blocks the
 * calling thread: the counts visit every item, but not the bodies.
 *
 * @throws {@link SqliteStoreError} if the database cannot be read.
 *
 * @example
 * ```ts
 * const { items, lanes } = inspectSqliteStore('queue.db')
 * ```
 */
export function inspectSqliteStore(path: string, options: InspectOptions = {}): InspectedStore {
  return inspect(fileBehind(pathOfFile(path)), options)
}

function inspect(path: string, options: InspectOptions): InspectedStore {
  if (!existsSync(path)) throw new SqliteStoreError('failed', `there is no database ${path}`)
  try {
    throwIfCutOrMissing(path, true)
    for (let tries = 1; ; tries += 1) {
      const database = openReadOnly(path)
      try {
        database.exec('BEGIN')
        const last = lastCommitSince(database, path)
        showJournal(database, path)
        if (tries === maxTries || !lacksCommits(database, last)) return read(database, path, options)
      } finally {
        database.close()
      }
    }
  } catch (error) {
    const { code, message } = reportOf(error, `cannot read ${path}`)
    throw new SqliteStoreError(code, message, { cause: error })
  }
}

/**
 * Begins to read the database as it is now, and returns the number of the last commit after that. Of items that had ended by then,
 * the database may have nothing: they are whole only with all records up to that number.
 */
function lastCommitSince(database: DatabaseSync, path: string): CommitNumber | 'missing' | 'damaged' {
  pragma(database, 'user_version')
  return readCommitNumber(path)
}

/** True if records were applied and overwritten after the database was read, and before the journal was. */
function lacksCommits(database: DatabaseSync, last: CommitNumber | 'missing' | 'damaged'): boolean {
  // Without a journal, the database is consistent as it is.
  if (typeof last === 'string' || last.synchronous === 'normal' || pragma(database, 'user_version') < 2) return false
  return (readTally(database)?.commits ?? last.commits) < last.commits
}

const maxTries = 5

function openReadOnly(path: string): DatabaseSync {
  const database = new sqlite.DatabaseSync(path, { readOnly: true })
  try {
    pragma(database, 'schema_version')
    return database
  } catch (error) {
    database.close()
    // SQLite cannot create its files here. Without a log the database is not open, so it can be read as immutable.
    const { errcode = 0 } = error as { errcode?: number }
    if (!sqliteCannotCreate.has(errcode) || existsSync(`${path}-wal`)) throw error
    return new sqlite.DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true })
  }
}

/** `CANTOPEN` on a file system that is read-only, `READONLY_DIRECTORY` in a folder that others own. */
const sqliteCannotCreate: ReadonlySet<number> = new Set([14, 1544])

function read(database: DatabaseSync, path: string, options: InspectOptions): InspectedStore {
  const { limit = 100, lane = null, integrityCheck = false } = options
  if (!checkSchema(database, path)) throw new SqliteStoreError('corrupt', `${path} is empty`)
  const lanes = database.prepare(
    'SELECT lane, count(*) AS items, min(due) AS earliestDueMs, sum(body_bytes) AS bodyBytes FROM item GROUP BY lane ORDER BY lane',
  )
  const counted = lanes
    .all()
    .map((row) => row as unknown as { lane: string; items: number; earliestDueMs: number; bodyBytes: number })
  const list = database.prepare(
    `SELECT id, lane, due AS dueMs, deliveries, body_bytes AS bodyBytes, state FROM item
     WHERE ?1 IS NULL OR lane = ?1 ORDER BY due, seq LIMIT ?2`,
  )
  const listed = list
    .all(lane, limit)
    .map((row) => ({ ...row, state: row.state ?? new Uint8Array() }) as unknown as InspectedItem)
  return {
    schemaVersion: pragma(database, 'user_version'),
    openedBy: meta(database, 'open') === 1 ? meta(database, 'pid') : undefined,
    items: counted.reduce((sum, { items }) => sum + items, 0),
    bodyBytes: counted.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0),
    fileBytes: statSync(path).size,
    walBytes: existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0,
    freeBytes: pragma(database, 'freelist_count') * pragma(database, 'page_size'),
    lanes: counted.map(({ bodyBytes: _, ...rest }) => rest),
    listed,
    integrity: integrityCheck ? checkAll(database, path) : undefined,
  }
}

function checkAll(database: DatabaseSync, path: string): IntegrityReport {
  const startMs = performance.now()
  const pages = pageProblems(database)
  const { losses, doubts } = checkCompleteness(database, path, { created: false, counts: true })
  const contents = pages.length === 0 && pragma(database, 'user_version') > 1 ? contentProblems(database) : []
  const problems = [...pages, ...losses, ...doubts, ...contents]
  return { problems, scope: 'database', tookMs: Math.round(performance.now() - startMs) }
}
