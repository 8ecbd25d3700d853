import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { SqliteStoreError } from '../store-error.ts'

/** Result of an integrity check. */
export interface IntegrityReport {
  /** Empty if the database is intact. */
  readonly problems: readonly string[]
  /** Duration of the check in milliseconds. */
  readonly tookMs: number
}

const maxProblems = 20

/** Checks every page, and that every item still has a body of its original size. Reads only. */
export function checkIntegrity(database: DatabaseSync): IntegrityReport {
  const startMs = performance.now()
  const pages = database.prepare(`PRAGMA quick_check(${maxProblems})`).all()
  const found = pages.map((row) => String(Object.values(row)[0]))
  const problems = found.length === 1 && found[0] === 'ok' ? [] : found
  if (problems.length === 0) problems.push(...itemsWithoutBody(database))
  return { problems, tookMs: Math.round(performance.now() - startMs) }
}

function itemsWithoutBody(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT item.id AS id, body_bytes AS wanted, coalesce(length(item.body), length(bytes), 0) AS found FROM item LEFT JOIN body USING (seq)
       WHERE body_bytes <> coalesce(length(item.body), length(bytes), 0) LIMIT ${maxProblems}`,
    )
    .all()
  return rows.map(({ id, wanted, found }) => `item ${id} was stored with ${wanted} bytes of body and has ${found}`)
}

/** @throws {@link SqliteStoreError} `corrupt`, with the problems, if there are any. */
export function throwIfDamaged({ problems }: IntegrityReport, path: string): void {
  if (problems.length === 0) return
  const list = problems.map((problem) => `  ${problem}`).join('\n')
  throw new SqliteStoreError(
    'corrupt',
    `${path} is damaged; nothing was changed. Restore a backup, or salvage what is readable with the sqlite3 command's .recover:\n${list}`,
  )
}

/**
 * Detects a truncated or missing file. SQLite would treat either as a new database, and delete its write-ahead log.
 *
 * @param created - true if the database is known to have been created before
 *
 * @throws {@link SqliteStoreError} `corrupt` if the file is truncated or missing.
 */
export function throwIfCutOrMissing(path: string, created: boolean): void {
  if (!existsSync(path)) {
    if (!created) return
    throw new SqliteStoreError(
      'corrupt',
      `${path} is missing, but ${path}-lock knows that it was created; nothing was changed. Restore a backup, or delete ${path}-lock to begin with an empty queue`,
    )
  }
  const { size } = statSync(path)
  const walBytes = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0
  // Missing pages may still be in the write-ahead log; the integrity check finds what is wrong there.
  if (walBytes > 0) return
  const wanted = size < 100 ? (created ? 100 : 0) : declaredSize(path)
  if (size >= wanted) return
  throw new SqliteStoreError(
    'corrupt',
    `${path} is truncated: it has ${size} bytes, but should have at least ${wanted}; nothing was changed. Restore a backup`,
  )
}

/** The file size in the header: bytes per page (1 means 65,536) times pages. */
function declaredSize(path: string): number {
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  if (header.toString('latin1', 0, 15) !== 'SQLite format 3') return 0
  const pageBytes = header.readUInt16BE(16)
  return (pageBytes === 1 ? 65_536 : pageBytes) * header.readUInt32BE(28)
}
