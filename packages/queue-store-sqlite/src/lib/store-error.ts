/**
 * `locked`: another process has the database open. `newer-schema`: a later version of this package wrote it.
 * `corrupt`: it is damaged, or no database of this package. `disk-full`: neither disk nor file bound has room.
 * `read-only`: file or directory cannot be written. `io`: the disk reported an error. `closed`: the store was closed.
 * `failed`: anything else.
 */
export type SqliteStoreErrorCode =
  | 'locked'
  | 'newer-schema'
  | 'corrupt'
  | 'disk-full'
  | 'read-only'
  | 'io'
  | 'closed'
  | 'failed'

/** Why the store cannot do what it was asked. Branch on `code`; messages may be reworded. */
export class SqliteStoreError extends Error {
  override name = 'SqliteStoreError'
  readonly code: SqliteStoreErrorCode

  constructor(code: SqliteStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** An error as it travels from the worker thread; a class instance would arrive as a plain `Error`. */
export interface ErrorReport {
  readonly code: SqliteStoreErrorCode
  readonly message: string
}

/** Result codes of SQLite; the low byte, which extended codes share. */
const codeOfResult: Readonly<Record<number, SqliteStoreErrorCode>> = {
  5: 'locked',
  8: 'read-only',
  10: 'io',
  11: 'corrupt',
  13: 'disk-full',
  14: 'read-only',
  26: 'corrupt',
}
/** IOERR_WRITE and IOERR_FSYNC also stand for a disk without room where the system reports it late. */
const codeOfSystemError: Readonly<Record<string, SqliteStoreErrorCode>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOENT: 'read-only',
  ENOTDIR: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EIO: 'io',
}

/** What an error of SQLite or of the file system means to a user of the store. */
export function reportOf(error: unknown, doing: string): ErrorReport {
  if (error instanceof SqliteStoreError) return { code: error.code, message: error.message }
  const { message = String(error), errcode, code } = error as { message?: string; errcode?: number; code?: string }
  const known = errcode === undefined ? codeOfSystemError[code ?? ''] : codeOfResult[errcode & 0xff]
  const result = errcode === undefined ? '' : ` (SQLite result ${errcode})`
  return { code: known ?? 'failed', message: `${doing}: ${message}${result}` }
}

export function errorOf({ code, message }: ErrorReport): SqliteStoreError {
  return new SqliteStoreError(code, message)
}
