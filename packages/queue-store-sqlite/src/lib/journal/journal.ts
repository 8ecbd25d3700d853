import { randomInt } from 'node:crypto'
import { journalEndings } from '../files/private-file.ts'
import { SqliteStoreError } from '../store-error.ts'
import type { ProgramMessage } from '../tables/write-program.ts'
import { JournalFile } from './journal-files.ts'
import { Pending } from './pending.ts'
import { contentsAt, type JournalRecord, maxBytesOfRecord, maxRecordBytes, readRecord, writeRecord } from './record.ts'

const mebibyte = 1_048_576
/** Part of its size that a file keeps, and that it takes if nearly all of its items end soon. */
const partKept = 1 / 16
/** Part of its size that may be left to apply, for a file to count as one of items that have ended. */
const partLeft = 1 / 128
/** What adds items leaves so much to what ends them, on a disk that is full. */
const bytesForEnds = 65_536

/** Where a record is in its file. */
interface Place {
  readonly at: number
  readonly end: number
}

interface Part {
  readonly file: JournalFile
  /** Position of the file's beginning. Positions rise with each turn of the files. */
  base: number
  end: number
  /** Records that are not applied to the database, in order. */
  readonly places: Place[]
}

/** Records to apply to the database in one transaction, in order. */
export interface Slice {
  readonly records: readonly JournalRecord[]
  /** True if the file that they are in is written anew afterwards: the transaction must be flushed. */
  readonly freesFile: boolean
}

interface JournalOptions {
  readonly path: string
  /** Names the records of this opening. */
  readonly salt: number
  /** Number of the last commit. */
  readonly last: number
  /** Size of each of the two files. A larger one holds a larger burst, and more of what ends before it is applied. */
  readonly bytes: number
}

/** A number that no other opening of a database has chosen. */
export const newSalt = (): number => randomInt(1, 2 ** 47)

/**
 * The journal in front of a database: two files of records that are flushed before they are answered, and applied to the
 * database later. While one file takes new records, those of the other are applied.
 */
export class Journal {
  readonly pending = new Pending()
  readonly #path: string
  readonly #salt: number
  readonly #fileBytes: number
  readonly #record = imageOf(maxBytesOfRecord)
  #slice = imageOf(mebibyte)
  #taking: Part
  #draining: Part
  #last: number
  /** True if the last record was not flushed. */
  #isUnflushed = false
  #isBroken = false

  constructor({ path, salt, last, bytes }: JournalOptions) {
    this.#path = path
    this.#salt = salt
    this.#last = last
    this.#fileBytes = bytes
    const [taking, draining] = journalEndings.map((ending) => partOf(path + ending)) as [Part, Part]
    this.#taking = taking
    this.#draining = draining
  }

  /** Number of the last commit. */
  get last(): number {
    return this.#last
  }

  /** True if all records are applied. */
  get isEmpty(): boolean {
    return this.#taking.places.length + this.#draining.places.length === 0
  }

  /** True if the file that takes no records has some that are not applied. */
  get isBehind(): boolean {
    return this.#draining.places.length > 0
  }

  /** True after a write that failed. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** Whether there is room for a program. If not, the records of the full file are to be applied first. */
  takes(program: ProgramMessage): boolean {
    return !this.isBehind || !this.#isFullFor(maxRecordBytes(program))
  }

  /**
   * Writes a program that the journal {@link takes}. One that is not flushed survives the process, but no loss of power. Returns
   * the bytes of its record.
   *
   * @throws the error of the disk; the program had no effect then, and the journal is broken, unless it only lacked room.
   */
  write(program: ProgramMessage, isFlushed: boolean): number {
    const most = maxRecordBytes(program)
    const isTurn = this.#isFullFor(most) || this.#isSoonCleared
    const { file, end } = isTurn ? this.#draining : this.#taking
    // Before anything is written, so that the journal stays whole.
    file.reserve(end + most + (program.strings.length > 0 ? bytesForEnds : 0))
    try {
      if (isTurn) this.#turn()
      return this.#append(program, isFlushed)
    } catch (error) {
      this.#isBroken = true
      this.#taking.file.spoil(this.#taking.end)
      throw error
    }
  }

  /** Notes a commit of the database itself, while the journal is empty. */
  skipTo(last: number): void {
    this.#last = last
  }

  /**
   * Reads the oldest records, of at least so many bytes if there are as many in one file. They are valid until the next call.
   *
   * @throws {@link SqliteStoreError} `corrupt` if a record is not there any more
   */
  oldest(bytes: number): Slice {
    const { file, places } = this.isBehind ? this.#draining : this.#taking
    const first = places[0]?.at ?? 0
    const count = places.findIndex(({ end }) => end - first >= bytes) + 1 || places.length
    const end = places[count - 1]?.end ?? first
    if (end - first > this.#slice.length) this.#slice = imageOf(end - first)
    const image = this.#slice.subarray(0, end - first)
    file.read(image, first)
    const records = places.slice(0, count).map(({ at }) => this.#recordIn(image, at - first))
    return { records, freesFile: count === places.length }
  }

  /** Forgets records that were applied. */
  applied({ records, freesFile }: Slice): void {
    const part = this.isBehind ? this.#draining : this.#taking
    for (const [index, { at }] of part.places.splice(0, records.length).entries()) {
      const { program } = records[index] as JournalRecord
      this.pending.remove(program, part.base + at + contentsAt(program))
    }
    if (freesFile) part.end = 0
    if (this.isEmpty)
      for (const { file } of [this.#taking, this.#draining]) file.shrinkTo(Math.floor(this.#fileBytes * partKept))
  }

  /** Fills `bytes` from a position on. */
  read(bytes: Uint8Array, position: number): void {
    const { file, base } = position < this.#taking.base ? this.#draining : this.#taking
    file.read(bytes, position - base)
  }

  close(): void {
    for (const { file } of [this.#taking, this.#draining]) file.close()
  }

  get #isSoonCleared(): boolean {
    const isLong = this.#taking.end >= this.#fileBytes * partKept
    return isLong && !this.isBehind && this.pending.liveBytes <= this.#fileBytes * partLeft
  }

  #isFullFor(recordBytes: number): boolean {
    return this.#taking.end + recordBytes > this.#fileBytes
  }

  #append(program: ProgramMessage, isFlushed: boolean): number {
    const { file, base, end: at, places } = this.#taking
    const number = this.#last + 1
    file.throwIfMoved()
    const record = writeRecord(this.#record, this.#salt, { number, program })
    file.write(record, at)
    if (isFlushed) file.flush()
    this.#isUnflushed = !isFlushed
    const end = at + record.length
    this.#taking.end = end
    this.#last = number
    places.push({ at, end })
    this.pending.add(program, base + at + contentsAt(program))
    return record.length
  }

  /** A record that is flushed in the next file is read only if those before it are there. */
  #turn(): void {
    if (this.#isUnflushed) this.#taking.file.flush()
    const taking = this.#draining
    this.#draining = this.#taking
    this.#taking = taking
    taking.base = this.#draining.base + this.#fileBytes
  }

  #recordIn(image: Buffer, at: number): JournalRecord {
    const record = readRecord(image, at, this.#salt)
    if (record !== undefined) return record
    throw new SqliteStoreError('corrupt', `the journal of ${this.#path} was damaged while it was open`)
  }
}

/** Bytes at the beginning of a buffer: records are read and written in place. */
const imageOf = (bytes: number): Buffer<ArrayBuffer> => Buffer.from(new ArrayBuffer(bytes))

const partOf = (path: string): Part => ({ file: new JournalFile(path), base: 0, end: 0, places: [] })
