import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { CommitNumberFile, readCommitNumber } from '../files/commit-number.ts'
import { Presence } from '../files/presence.ts'
import { checkFiles, makePrivate } from '../files/private-file.ts'
import { syncPath } from '../files/sync-path.ts'
import { Journal, newSalt } from '../journal/journal.ts'
import { reportOf, SqliteStoreError } from '../store-error.ts'
import { checkSchema, migrate, pragma, writeSalt } from '../tables/schema.ts'
import { sqlite } from '../tables/sqlite-module.ts'
import { countItems, hasMoreItems, readTally, Tally, type TallyValues, writeTally } from '../tables/tally.ts'
import { inTransaction } from '../tables/transaction.ts'
import { applyJournal } from './apply-journal.ts'
import {
  checkCompleteness,
  type IntegrityReport,
  pageProblems,
  throwIfCutOrMissing,
  throwIfDamaged,
  throwIfIncomplete,
} from './integrity.ts'
import { showJournal } from './show-journal.ts'
import { WriterLock } from './writer-lock.ts'

export interface DatabaseOptions {
  /** The path that was given, which may be a link. */
  readonly name: string
  /** The file itself. */
  readonly path: string
  readonly synchronous: 'full' | 'normal'
  readonly integrityCheck: 'after-crash' | 'always' | 'never'
  /** Upper bound of the file in bytes, without the write-ahead log. */
  readonly maxFileBytes: number
  /** Opens a database from which items or commits are missing. */
  readonly acceptLoss: boolean
  /** With more items, the store is used before they have been counted. */
  readonly maxItemsAtOnce: number
  /** Size of each file of the journal in bytes. */
  readonly journalBytes: number
}

export interface OpenedDatabase {
  readonly database: DatabaseSync
  readonly lock: WriterLock
  readonly presence: Presence
  /** How often the database has been opened, including this time. */
  readonly opening: number
  /** Duration of a nearly empty commit in milliseconds. */
  readonly flushMs: number
  readonly tally: Tally
  readonly commitNumber: CommitNumberFile
  /** Absent where commits are not flushed: they cost little then. */
  readonly journal: Journal | undefined
  readonly afterCrash: boolean
  readonly integrity: IntegrityReport
  /** True if the items are too many to count before the store is used: they are compared with the tally as they are read. */
  readonly isLarge: boolean
}

type Checked = Pick<OpenedDatabase, 'afterCrash' | 'integrity' | 'isLarge'>

const intact: IntegrityReport = { problems: [], scope: 'items', tookMs: 0 }

/** Size in bytes that the write-ahead log is truncated to after a checkpoint. */
const walBytesKept = 64 * 1_048_576

/**
 * Opens or creates the database and takes the writer's lock. Checks it read-only first, so that a refused database
 * (damaged, newer) stays unchanged, including its write-ahead log.
 *
 * @throws {@link SqliteStoreError} if the database cannot be opened.
 */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  const { path } = options
  let lock: WriterLock | undefined
  try {
    checkFiles(path)
    lock = new WriterLock(path, () => ownerOf(path))
    throwIfCutOrMissing(path, lock.created)
    const checked = existsSync(path)
      ? check(options, lock.created)
      : { afterCrash: false, integrity: intact, isLarge: false }
    return {
      lock,
      ...openForWriting(options, lock, checked.integrity.problems.length > 0 && !checked.isLarge),
      ...checked,
    }
  } catch (error) {
    lock?.release()
    const { code, message } = reportOf(error, `cannot open ${path}`)
    throw new SqliteStoreError(code, message, { cause: error })
  }
}

/** Writes a tally that was corrected. It is no commit of its own: the next ones may be in the journal already. */
export function writeTallyNow({ database, tally }: Pick<OpenedDatabase, 'database' | 'tally'>): void {
  inTransaction(database, () => {
    tally.begin()
    tally.write(tally.values.commits)
  })
  tally.committed()
}

/** Marks the database as properly closed, and as one without a journal if that is applied, closes it and releases the lock. */
export function closeDatabase({ database, lock, presence, commitNumber }: OpenedDatabase, isApplied: boolean): void {
  try {
    // Another store may have it by now.
    if (presence.isWhole)
      inTransaction(database, () => {
        setMeta(database, 'open', 0)
        if (isApplied) writeSalt(database, 0)
      })
  } finally {
    commitNumber.close()
    database.close()
    // Not before: to close a file ends all locks that the process has on it.
    presence.close()
    lock.release()
  }
}

function check(options: DatabaseOptions, created: boolean): Checked {
  const { path, integrityCheck, acceptLoss, maxItemsAtOnce } = options
  const startMs = performance.now()
  const database = new sqlite.DatabaseSync(path, { readOnly: true })
  try {
    if (!created && isUnfinished(database)) return { afterCrash: true, integrity: intact, isLarge: false }
    // An empty file: the process that was creating the database did not get any further.
    if (!checkSchema(database, path)) {
      // Its schema was in a write-ahead log that is gone.
      const losses = created ? ['all commits are missing'] : []
      if (!acceptLoss) throwIfIncomplete(losses, path)
      return { afterCrash: false, integrity: { ...intact, problems: losses }, isLarge: false }
    }
    showJournal(database, path)
    const afterCrash = meta(database, 'open') === 1
    const all = integrityCheck === 'always' || (integrityCheck === 'after-crash' && afterCrash)
    if (all) throwIfDamaged(pageProblems(database), path)
    const isLarge = hasMoreItems(database, maxItemsAtOnce)
    const { losses, doubts } = checkCompleteness(database, path, { created, counts: !isLarge })
    if (!acceptLoss) throwIfIncomplete(losses, path)
    const tookMs = Math.round(performance.now() - startMs)
    const integrity: IntegrityReport = { problems: [...losses, ...doubts], scope: all ? 'database' : 'items', tookMs }
    return { afterCrash, integrity, isLarge }
  } finally {
    database.close()
  }
}

/** True if its creation was interrupted in the middle of a write, which only a connection that may write can undo. */
function isUnfinished(database: DatabaseSync): boolean {
  try {
    pragma(database, 'user_version')
    return false
  } catch (error) {
    if ((error as { errcode?: number }).errcode === sqliteReadonlyRollback) return true
    throw error
  }
}

const sqliteReadonlyRollback = 776

function openForWriting(
  { name, path, synchronous, maxFileBytes, journalBytes }: DatabaseOptions,
  lock: WriterLock,
  recount: boolean,
): Pick<OpenedDatabase, 'database' | 'presence' | 'opening' | 'flushMs' | 'tally' | 'commitNumber' | 'journal'> {
  makePrivate(path)
  const database = new sqlite.DatabaseSync(path)
  try {
    database.exec(`PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA cache_size = -32768;
                   PRAGMA journal_size_limit = ${walBytesKept}; PRAGMA busy_timeout = 5000`)
    migrate(database)
    const applied = applyJournal(database, path)
    const pages = Math.max(1, Math.floor(maxFileBytes / pragma(database, 'page_size')))
    database.exec(`PRAGMA max_page_count = ${pages}`)
    const tally = tallyOf(database, path, { recount, applied })
    // Commits that are not flushed cost little: they need no journal.
    const salt = synchronous === 'full' ? newSalt() : 0
    // Before the salt is there: a database that has one has a journal.
    const journal = salt === 0 ? undefined : new Journal({ path, salt, last: tally.commits, bytes: journalBytes })
    const opening = (meta(database, 'opening') ?? 0) + 1
    inTransaction(database, () => {
      setMeta(database, 'opening', opening)
      setMeta(database, 'open', 1)
      setMeta(database, 'pid', process.pid)
      countInterruptedDeliveries(database)
      writeTally(database, tally)
      writeSalt(database, salt)
    })
    const commitNumber = new CommitNumberFile(path, synchronous, tally.commits)
    const flushMs = quickestOf(3, (round) => setMeta(database, 'flush', round))
    if (!lock.created) {
      // SQLite flushes the content of a new file, but not its directory entry.
      syncPath(dirname(path))
      lock.noteCreated()
    }
    return {
      ...{ database, opening, flushMs, commitNumber, journal },
      presence: new Presence(name, path),
      tally: new Tally(database, tally),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/** Returns the tally to go on with, counted again if it was wrong. `applied` is the number of the last record of the journal. */
function tallyOf(
  database: DatabaseSync,
  path: string,
  { recount, applied }: { readonly recount: boolean; readonly applied: number },
): TallyValues {
  const last = readCommitNumber(path)
  const known = typeof last === 'string' ? 0 : last.commits
  const tally = readTally(database)
  const counted = recount || tally === undefined ? countItems(database) : tally
  return { ...counted, commits: Math.max(tally?.commits ?? 0, known, applied) }
}

function quickestOf(rounds: number, work: (round: number) => void): number {
  let quickestMs = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now()
    work(round)
    quickestMs = Math.min(quickestMs, performance.now() - startMs)
  }
  return quickestMs
}

/** Counts the deliveries that a crash interrupted. */
function countInterruptedDeliveries(database: DatabaseSync): void {
  const count = database.prepare(
    'UPDATE item SET deliveries = deliveries + 1, head_sum = head_sum + 5 WHERE seq = ? AND settled < ?',
  )
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
    // The message then has no process id.
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
