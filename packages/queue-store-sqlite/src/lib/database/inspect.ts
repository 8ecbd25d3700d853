import { existsSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { reportOf, SqliteStoreError } from '../store-error.ts'
import { checkIntegrity, type IntegrityReport, throwIfCutShort } from './integrity.ts'
import { meta } from './open-database.ts'
import { checkSchema, pragma } from './schema.ts'
import { sqlite } from './sqlite-module.ts'

export interface InspectOptions {
  /** Items to list, those due first; default 100. */
  readonly limit?: number
  /** Only items of this lane; the counts stay those of all. */
  readonly lane?: string
  /** Checks the whole database, too; default false. */
  readonly integrityCheck?: boolean
}

/** What waits in a database, as it was at one moment. */
export interface InspectedStore {
  readonly schemaVersion: number
  /** Process that has it open, or had when it ended without closing; missing when it was closed. */
  readonly openedBy: number | undefined
  readonly items: number
  /** Bytes of the bodies that wait. */
  readonly bodyBytes: number
  /** Bytes of the file, its write-ahead log and, of the file, what is free to be used again. */
  readonly fileBytes: number
  readonly walBytes: number
  readonly freeBytes: number
  readonly lanes: readonly { readonly lane: string; readonly items: number; readonly earliestDueMs: number }[]
  readonly listed: readonly InspectedItem[]
  /** Missing unless it was asked for. */
  readonly integrity: IntegrityReport | undefined
}

export interface InspectedItem {
  readonly id: string
  readonly lane: string
  readonly dueMs: number
  /** Deliveries on record; one that is under way is not counted yet. */
  readonly deliveries: number
  readonly bodyBytes: number
  readonly state: Uint8Array
}

/**
 * Looks into the database of a store that is open, stopped or was killed, without changing it or holding up its writer.
 * Blocks this thread while it reads: the counts visit every item, not their bodies. Throws {@link SqliteStoreError}.
 *
 * @example const { items, lanes } = inspectSqliteStore('queue.db')
 */
export function inspectSqliteStore(path: string, options: InspectOptions = {}): InspectedStore {
  if (!existsSync(path)) throw new SqliteStoreError('failed', `there is no database ${path}`)
  try {
    throwIfCutShort(path, true)
    const database = openReadOnly(path)
    try {
      database.exec('BEGIN')
      return read(database, path, options)
    } finally {
      database.close()
    }
  } catch (error) {
    const { code, message } = reportOf(error, `cannot read ${path}`)
    throw new SqliteStoreError(code, message, { cause: error })
  }
}

function openReadOnly(path: string): DatabaseSync {
  const database = new sqlite.DatabaseSync(path, { readOnly: true })
  try {
    pragma(database, 'schema_version')
    return database
  } catch (error) {
    database.close()
    // Without a log beside it nobody has it open; where no file can be made, SQLite has to be told that it stands still.
    if ((error as { errcode?: number }).errcode !== 14 || existsSync(`${path}-wal`)) throw error
    return new sqlite.DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true })
  }
}

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
    integrity: integrityCheck ? checkIntegrity(database) : undefined,
  }
}
