import type { DatabaseSync } from 'node:sqlite'
import type { DatabaseOptions, OpenedDatabase } from '../database/open-database.ts'
import { Journal, newSalt } from '../journal/journal.ts'
import { maxBytesOfRecord, maxRecordBytes } from '../journal/record.ts'
import { reportOf } from '../store-error.ts'
import { type Apply, programApplier } from '../tables/apply-program.ts'
import { pragma, writeSalt } from '../tables/schema.ts'
import { inTransaction, unflushed } from '../tables/transaction.ts'
import { type ClaimNote, claimProgram, type ProgramMessage } from '../tables/write-program.ts'
import { allFailed, type FailedCalls, programRunner, type RunProgram } from './run-program.ts'

/** Fewer bytes of records are not worth a transaction. */
const minBytesOfSlice = 262_144
/** Bytes of records that one transaction applies at once where nothing waits, or all do. */
const bytesOfSlice = 1_048_576
/** Bytes to apply for each byte that is written while a full file has to be applied. */
const pace = 1.25

/**
 * Writes programs: to the journal, if there is one that takes them, and else to the database. Applies the records of the journal
 * to the database, a little faster than new ones come, so that one of its files is always free.
 */
export class DiskWrites {
  readonly #opened: OpenedDatabase
  readonly #path: string
  readonly #journalBytes: number
  readonly #run: RunProgram
  readonly #apply: Apply
  #journal: Journal | undefined
  /** Bytes of records that are due to be applied. */
  #due = 0
  #isHeld = false
  /** Bytes by which the database may grow; `undefined` after it has changed. */
  #room: number | undefined
  /** Estimate of the bytes by which the journal's records make it grow. */
  #growth = 0

  constructor(opened: OpenedDatabase, { path, journalBytes }: Pick<DatabaseOptions, 'path' | 'journalBytes'>) {
    this.#opened = opened
    this.#path = path
    this.#journalBytes = journalBytes
    this.#run = programRunner(opened, path)
    this.#apply = programApplier(opened.database, opened.tally)
    this.#journal = opened.journal
  }

  /** Absent where commits are not flushed. */
  get journal(): Journal | undefined {
    return this.#journal
  }

  /** True if there is something for {@link catchUp} to do. */
  get hasRest(): boolean {
    return this.#journal !== undefined && !this.#journal.isEmpty && !this.#isHeld
  }

  write(program: ProgramMessage): FailedCalls {
    if (this.#writeToJournal(program, true)) return []
    try {
      this.drain()
    } catch (error) {
      return allFailed(program, reportOf(error, `cannot write ${this.#path}`))
    }
    const failed = this.#run(program)
    this.#journal?.skipTo(this.#opened.tally.values.commits)
    this.#room = undefined
    return failed
  }

  /**
   * Notes a claim. The note must survive the process, but no loss of power, so it does not wait for a flush: the next write
   * that needs one brings it.
   */
  note(claim: ClaimNote): void {
    const program = claimProgram(claim)
    if (this.#writeToJournal(program, false)) return
    this.drain()
    const { database } = this.#opened
    const work = (): void => inTransaction(database, () => this.#apply(program, 0, 1))
    if (this.#journal === undefined) work()
    else unflushed(database, work)
    this.#room = undefined
  }

  /** Applies some records if new ones have come. */
  keepUp(): void {
    const isBehind = this.#journal?.isBehind === true
    if (isBehind && this.#due < minBytesOfSlice) return
    if (this.#journal !== undefined && isBehind) this.#tryToApply(this.#journal, this.#due)
    this.#due = 0
  }

  /** Applies some records while nothing else is to be done. Returns whether there is more that can be applied now. */
  catchUp(): boolean {
    if (this.#journal === undefined || !this.hasRest) return false
    return this.#tryToApply(this.#journal, bytesOfSlice) && this.hasRest
  }

  /** Applies all records, and makes a broken journal work again. */
  drain(): void {
    const journal = this.#journal
    if (journal === undefined || (journal.isEmpty && !journal.isBroken)) return
    this.#opened.presence.check()
    while (!journal.isEmpty) this.#applySlice(journal, bytesOfSlice)
    if (journal.isBroken) this.#startAnew(journal)
  }

  /** Applies all records. Until it is released, the database is complete after each transaction, so that it can be copied. */
  hold(): void {
    this.drain()
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
  }

  /**
   * Applies all records, and returns whether that succeeded. If not, nothing is lost: the next opening does it, or says why not.
   */
  close(): boolean {
    const journal = this.#journal
    if (journal === undefined) return true
    while (!journal.isEmpty) if (!this.#tryToApply(journal, bytesOfSlice)) break
    journal.close()
    return journal.isEmpty
  }

  #writeToJournal(program: ProgramMessage, isFlushed: boolean): boolean {
    const journal = this.#journal
    if (
      journal === undefined ||
      journal.isBroken ||
      maxRecordBytes(program) > Math.min(maxBytesOfRecord, this.#journalBytes)
    )
      return false
    const growth = likelyGrowth(program)
    if (this.#growth + growth > this.#roomNow()) return false
    try {
      this.#opened.presence.check()
      while (!journal.takes(program)) this.#applySlice(journal, bytesOfSlice)
      this.#due += pace * journal.write(program, isFlushed)
    } catch {
      // The database says why, unless it can be written.
      return false
    }
    this.#growth += growth
    if (isFlushed) this.#opened.commitNumber.note(journal.last)
    return true
  }

  #roomNow(): number {
    const { database } = this.#opened
    this.#room ??=
      (pragma(database, 'max_page_count') - pragma(database, 'page_count') + pragma(database, 'freelist_count')) *
      pragma(database, 'page_size')
    return this.#room
  }

  #tryToApply(journal: Journal, bytes: number): boolean {
    try {
      this.#opened.presence.check()
      this.#applySlice(journal, bytes)
      return true
    } catch {
      // Nothing is lost. The write that needs the room tries again, and says why it cannot.
      return false
    }
  }

  #applySlice(journal: Journal, bytes: number): void {
    const { database, tally } = this.#opened
    const slice = journal.oldest(bytes)
    const ended = this.#isHeld ? journal.pending.exactly : journal.pending
    const work = (): void => {
      inTransaction(database, () => {
        tally.begin()
        for (const { program } of slice.records) this.#apply(program, 0, 1, ended)
        tally.write(slice.records.at(-1)?.number ?? tally.values.commits)
      })
      tally.committed()
    }
    unbounded(database, () => {
      if (slice.freesFile) work()
      else unflushed(database, work)
    })
    for (const { program } of slice.records) this.#growth -= likelyGrowth(program)
    this.#room = undefined
    journal.applied(slice)
  }

  /** No record of the failed write may be found by the next opening. */
  #startAnew(journal: Journal): void {
    const { database, tally } = this.#opened
    const salt = newSalt()
    inTransaction(database, () => writeSalt(database, salt))
    this.#journal = new Journal({ path: this.#path, salt, last: tally.values.commits, bytes: this.#journalBytes })
    journal.close()
  }
}

/**
 * Runs `work` without the bound of the file. What the journal has was accepted: if it could not be applied, nothing could be written
 * any more, and no end of an item could make room.
 */
function unbounded(database: DatabaseSync, work: () => void): void {
  const pages = pragma(database, 'max_page_count')
  database.exec(`PRAGMA max_page_count = ${maxPages}`)
  try {
    work()
  } finally {
    database.exec(`PRAGMA max_page_count = ${pages}`)
  }
}

/** The most that SQLite can have. */
const maxPages = 4_294_967_294

/**
 * Estimate of the bytes by which a program makes the database grow: half-empty pages, a page for each end of a table. It may be more
 * where states grow in full pages.
 */
const likelyGrowth = (program: ProgramMessage): number => 3 * maxRecordBytes(program) + 16_384
