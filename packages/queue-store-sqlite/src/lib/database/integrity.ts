import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { type CommitNumber, commitNumberPath, readCommitNumber } from '../files/commit-number.ts'
import { journalEndings } from '../files/private-file.ts'
import { SqliteStoreError } from '../store-error.ts'
import { pragma, readSalt, registerSums } from '../tables/schema.ts'
import { countItems, type ItemCount, readTally } from '../tables/tally.ts'

/** Result of an integrity check. */
export interface IntegrityReport {
  /** Empty if nothing is wrong. */
  readonly problems: readonly string[]
  /**
   * `items`: their number, the checksums of what was read to schedule them, and the number of the last commit. `database`:
   * every page, state and body too.
   */
  readonly scope: 'items' | 'database'
  /** Duration of the check in milliseconds. */
  readonly tookMs: number
}

/** Upper bound of the problems that a check of the whole database lists. */
export const maxProblems = 20

/** Checks the structure of every page. */
export function pageProblems(database: DatabaseSync): readonly string[] {
  const pages = database.prepare(`PRAGMA quick_check(${maxProblems})`).all()
  const found = pages.map((row) => String(Object.values(row)[0]))
  return found.length === 1 && found[0] === 'ok' ? [] : found
}

/** Compares every state and body with its checksum. */
export function contentProblems(database: DatabaseSync): readonly string[] {
  registerSums(database)
  const body = 'coalesce(item.body, bytes)'
  const rows = database
    .prepare(
      `SELECT item.id AS id FROM item LEFT JOIN body USING (seq)
       WHERE bytes_sum(state) <> state_sum OR bytes_sum(${body}) <> body_sum OR coalesce(length(${body}), 0) <> body_bytes
       LIMIT ${maxProblems}`,
    )
    .all()
  return rows.map(({ id }) => damagedItem(String(id)))
}

export const damagedItem = (id: string): string => `item ${id} is damaged`

const nothingKnown: CommitNumber = { commits: 0, synchronous: 'full' }

export interface Completeness {
  /** Accepted items or changes that are missing. */
  readonly losses: readonly string[]
  /** Reasons why it is unknown whether anything is missing, or why it may be. */
  readonly doubts: readonly string[]
}

/** Returns what is missing, if the items that were found are not those that were stored. */
export function missingItems(found: ItemCount, stored: ItemCount): readonly string[] {
  if (found.items !== stored.items) return [`${found.items} items are there, but ${stored.items} were stored`]
  return found.seqs === stored.seqs ? [] : ['the items are not those that were stored']
}

interface CompletenessOptions {
  /** True if the database was created at this path, and is no copy without a number of the last commit. */
  readonly created: boolean
  /** False to leave the items uncounted, which are too many to wait for. */
  readonly counts: boolean
}

/** Compares the items with their tally, and the last commit with its number beside the database. */
export function checkCompleteness(
  database: DatabaseSync,
  path: string,
  { created, counts }: CompletenessOptions,
): Completeness {
  const last = created ? readCommitNumber(path) : nothingKnown
  if (pragma(database, 'user_version') < 2) {
    // Such a version has no tally and no number; with one, the commits since then are missing.
    const isLater = typeof last !== 'string' && last.commits > 0
    return { losses: isLater ? [`the last ${last.commits} commits are missing`] : [], doubts: [] }
  }
  const [losses, doubts]: [string[], string[]] = [[], []]
  // A number would tell.
  if (!created && readSalt(database) !== 0 && !journalEndings.every((ending) => existsSync(path + ending)))
    doubts.push('the journal is missing: it is unknown whether the last commits are there')
  const tally = readTally(database)
  if (tally === undefined) doubts.push('the count of items is damaged')
  else if (counts) losses.push(...missingItems(countItems(database), tally))
  if (typeof last === 'string')
    doubts.push(`${commitNumberPath(path)} is ${last}: it is unknown whether the last commits are there`)
  else if (tally !== undefined && tally.commits < last.commits) {
    const missing = `the last ${last.commits - tally.commits} commits are missing`
    if (last.synchronous === 'full') losses.push(missing)
    else doubts.push(`${missing}, which a loss of power may take with synchronous normal`)
  }
  return { losses, doubts }
}

/**
 * @param changed - tells what was done before the loss was noticed
 *
 * @throws {@link SqliteStoreError} `corrupt`, with what is missing, if anything is.
 */
export function throwIfIncomplete(losses: readonly string[], path: string, changed = 'nothing was changed'): void {
  if (losses.length === 0) return
  throw new SqliteStoreError(
    'corrupt',
    `${path} is incomplete: ${losses.join(', and ')}; ${changed}. Restore its file, its -wal file and its journal (${journalEndings.join(', ')}), or a backup without ${commitNumberPath(path)}; or open it with acceptLoss to go on with what is there`,
  )
}

/** @throws {@link SqliteStoreError} `corrupt`, with the problems, if there are any. */
export function throwIfDamaged(problems: readonly string[], path: string): void {
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
  // Missing pages may still be in the write-ahead log; the integrity check finds what is wrong there. Without a header,
  // SQLite would delete that log.
  if (walBytes > 0 && size >= 100) return
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
