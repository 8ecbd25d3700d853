/**
 * Why a call failed.
 *
 * `locked`: another store has the database open. `newer-schema`: a later version of this package wrote the database.
 * `corrupt`: the file is damaged, or not a database of this package. `disk-full`: the disk is full, or the file is at
 * `maxFileBytes`. `read-only`: the file or its directory cannot be written. `io`: the disk reported an error. `removed`:
 * the file, or that of its lock, was deleted or moved while it was open. `closed`: the store is closed. `failed`: anything else.
 */
export type SqliteStoreErrorCode =
  | 'locked'
  | 'newer-schema'
  | 'corrupt'
  | 'disk-full'
  | 'read-only'
  | 'io'
  | 'removed'
  | 'closed'
  | 'failed'

/** The error of every failed call. Branch on `code`; messages may change. */
export class SqliteStoreError extends Error {
  override name = 'SqliteStoreError'
  readonly code: SqliteStoreErrorCode

  constructor(code: SqliteStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** An error as the worker thread posts it; a class instance would arrive as a plain `Error`. */
export interface ErrorReport {
  readonly code: SqliteStoreErrorCode
  readonly message: string
}

/** By SQLite's primary result code, the low byte of an extended one. */
const codeOfResult: Readonly<Record<number, SqliteStoreErrorCode>> = {
  5: 'locked',
  8: 'read-only',
  10: 'io',
  11: 'corrupt',
  13: 'disk-full',
  14: 'read-only',
  26: 'corrupt',
}
/** IOERR_WRITE and IOERR_FSYNC can also mean a full disk, on systems that report it late. */
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

/** Converts an error of SQLite or the file system to a code; `action` starts the message: `cannot open queue.db`. */
export function reportOf(error: unknown, action: string): ErrorReport {
  if (error instanceof SqliteStoreError) return { code: error.code, message: error.message }
  const { message = String(error), errcode, code } = error as { message?: string; errcode?: number; code?: string }
  const known = errcode === undefined ? codeOfSystemError[code ?? ''] : codeOfResult[errcode & 0xff]
  const result = errcode === undefined ? '' : ` (SQLite result ${errcode})`
  return { code: known ?? 'failed', message: `${action}: ${message}${result}` }
}

export function errorOf({ code, message }: ErrorReport): SqliteStoreError {
  return new SqliteStoreError(code, message)
}
