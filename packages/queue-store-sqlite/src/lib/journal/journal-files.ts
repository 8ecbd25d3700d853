import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { readCommitNumber } from '../files/commit-number.ts'
import { isNamed } from '../files/presence.ts'
import { journalEndings, makePrivate } from '../files/private-file.ts'
import { syncPath } from '../files/sync-path.ts'
import { headerBytes, type JournalRecord, maxBytesOfRecord, readRecord, recordBytes } from './record.ts'

const overwritten = Buffer.alloc(8)
const minExtension = 65_536
const zeros = Buffer.alloc(1_048_576)

/** A file of the journal, open for writing. */
export class JournalFile {
  readonly #path: string
  readonly #file: number
  readonly #opened: Stats
  #size: number

  constructor(path: string) {
    this.#path = path
    makePrivate(path)
    this.#file = openSync(path, 'r+')
    // Also if it is there: the process that made it may have ended before it flushed the entry of the directory.
    syncPath(dirname(path))
    this.#opened = fstatSync(this.#file)
    this.#size = this.#opened.size
  }

  /** @throws Error if the file does not have its name any more: the next opening would not find what is written to it. */
  throwIfMoved(): void {
    if (!isNamed(this.#path, this.#opened)) throw new Error(`${this.#path} was deleted or moved while it was open`)
  }

  /**
   * Makes the file so long. A flush takes twice as long where it makes the file longer, so many are spared at once, if the disk has room.
   *
   * @throws the error of the disk; what was there is left as it is
   */
  reserve(end: number): void {
    if (end <= this.#size) return
    const ahead = Math.max(end, this.#size + Math.min(Math.max(this.#size, minExtension), zeros.length))
    try {
      while (this.#size < ahead)
        this.#size += writeSync(this.#file, zeros, 0, Math.min(zeros.length, ahead - this.#size), this.#size)
    } catch (error) {
      if (this.#size < end) throw error
    }
  }

  /** Writes to what is reserved. */
  write(bytes: Uint8Array, at: number): void {
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, at + written)
  }

  /** Fills `bytes` from `at` on; what is not there is zero. */
  read(bytes: Uint8Array, at: number): void {
    let end = 0
    for (let more = -1; end < bytes.length && more !== 0; end += more)
      more = readSync(this.#file, bytes, end, bytes.length - end, at + end)
    bytes.fill(0, end)
  }

  /** Gives back what a burst took, if that is more than as much again. */
  shrinkTo(bytes: number): void {
    if (this.#size <= 2 * bytes) return
    try {
      ftruncateSync(this.#file, bytes)
      this.#size = bytes
    } catch {
      // A long file is a waste, and no harm.
    }
  }

  flush(): void {
    fdatasyncSync(this.#file)
  }

  /** Overwrites the beginning of a record, if the disk takes it, so that the record is none. */
  spoil(at: number): void {
    try {
      writeSync(this.#file, overwritten, 0, overwritten.length, at)
      this.flush()
    } catch {
      // The records of another salt are none, either: the journal goes on with a new one.
    }
  }

  close(): void {
    closeSync(this.#file)
  }
}

/**
 * The records that follow the commit of number `after`, in order, up to the first that is missing. Without a number, those that
 * follow each other up to the last commit: whatever came before them was applied. Each record is valid until the next is read.
 */
export class JournalReader implements Iterable<JournalRecord> {
  readonly #path: string
  readonly #salt: number
  readonly #after: number | undefined

  constructor(path: string, salt: number, after: number | undefined) {
    this.#path = path
    this.#salt = salt
    this.#after = after
  }

  *[Symbol.iterator](): Generator<JournalRecord> {
    if (this.#salt === 0) return
    let last = this.#after
    for (const path of last === undefined ? this.#upToLastCommit() : this.#inOrder())
      for (const record of this.#recordsIn(path)) {
        if (last !== undefined && record.number !== last + 1) continue
        last = record.number
        yield record
      }
  }

  /** The files that have records, in the order of their first ones. */
  #inOrder(): readonly string[] {
    const firsts = journalEndings.flatMap((ending) => {
      for (const { number } of this.#recordsIn(this.#path + ending)) return [{ path: this.#path + ending, number }]
      return []
    })
    return firsts.sort((a, b) => a.number - b.number).map(({ path }) => path)
  }

  /** The files whose records follow each other; none if the last commit is no record, since all that are there were applied then. */
  #upToLastCommit(): readonly string[] {
    const [first, second = first] = this.#inOrder()
    if (first === undefined || second === undefined) return []
    const known = readCommitNumber(this.#path)
    if (typeof known !== 'string' && this.#spanOf(second).last < known.commits) return []
    return first === second || this.#spanOf(first).last + 1 < this.#spanOf(second).first ? [second] : [first, second]
  }

  /** Numbers of the first and the last record of a file. */
  #spanOf(path: string): { readonly first: number; readonly last: number } {
    const span = { first: 0, last: 0 }
    for (const { number } of this.#recordsIn(path)) {
      span.first ||= number
      span.last = number
    }
    return span
  }

  /** The records from the beginning of a file on, as long as each has the number after the last one. */
  *#recordsIn(path: string): Generator<JournalRecord> {
    if (!existsSync(path)) return
    const file = openSync(path, 'r')
    try {
      let last: number | undefined
      for (const record of recordsOf(file, this.#salt)) {
        if (last !== undefined && record.number !== last + 1) return
        last = record.number
        yield record
      }
    } finally {
      closeSync(file)
    }
  }
}

function* recordsOf(file: number, salt: number): Generator<JournalRecord> {
  const image = Buffer.from(new ArrayBuffer(maxBytesOfRecord))
  for (let at = 0; ; ) {
    const length = recordBytes(image.subarray(0, readSync(file, image, 0, headerBytes, at)))
    if (length === undefined || readSync(file, image, 0, length, at) < length) return
    const record = readRecord(image, 0, salt)
    if (record === undefined) return
    yield record
    at += length
  }
}
