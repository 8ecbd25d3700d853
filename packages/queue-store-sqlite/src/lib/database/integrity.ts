import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { SqliteStoreError } from '../store-error.ts'

/** What a check found; `problems` is empty when the database is whole. */
export interface IntegrityReport {
  readonly problems: readonly string[]
  /** How long the check took, in milliseconds. */
  readonly tookMs: number
}

const mostProblems = 20

/** Checks every page, and that every item has the body it came with. Reads only. */
export function checkIntegrity(database: DatabaseSync): IntegrityReport {
  const startMs = performance.now()
  const pages = database.prepare(`PRAGMA quick_check(${mostProblems})`).all()
  const found = pages.map((row) => String(Object.values(row)[0]))
  const problems = found.length === 1 && found[0] === 'ok' ? [] : found
  if (problems.length === 0) problems.push(...itemsWithoutBody(database))
  return { problems, tookMs: Math.round(performance.now() - startMs) }
}

function itemsWithoutBody(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT item.id AS id, body_bytes AS wanted, coalesce(length(item.body), length(bytes), 0) AS found FROM item LEFT JOIN body USING (seq)
       WHERE body_bytes <> coalesce(length(item.body), length(bytes), 0) LIMIT ${mostProblems}`,
    )
    .all()
  return rows.map(({ id, wanted, found }) => `item ${id} came with ${wanted} bytes of body and has ${found}`)
}

/** Throws a {@link SqliteStoreError} `corrupt` that lists the problems, if there are any. */
export function throwIfDamaged({ problems }: IntegrityReport, path: string): void {
  if (problems.length === 0) return
  const list = problems.map((problem) => `  ${problem}`).join('\n')
  throw new SqliteStoreError(
    'corrupt',
    `${path} is damaged; nothing was changed. Put back a backup, or save what can be read with the sqlite3 command's .recover:\n${list}`,
  )
}

/**
 * Throws a {@link SqliteStoreError} `corrupt` for a file that has been cut short. SQLite takes an empty file for a new
 * database; `created` says that it is none.
 */
export function throwIfCutShort(path: string, created: boolean): void {
  if (!existsSync(path)) return
  const { size } = statSync(path)
  const walBytes = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0
  // Pages that the file lacks may still be in the write-ahead log; what is wrong there, the integrity check finds.
  if (walBytes > 0) return
  const wanted = size < 100 ? (created ? 100 : 0) : declaredSize(path)
  if (size >= wanted) return
  throw new SqliteStoreError(
    'corrupt',
    `${path} has been cut short: it has ${size} bytes of at least ${wanted}; nothing was changed. Put back a backup`,
  )
}

/** Size by the header: bytes a page (1 means 65,536) times pages. */
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
