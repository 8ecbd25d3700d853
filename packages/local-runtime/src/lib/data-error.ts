import { SqliteStoreError, type SqliteStoreErrorCode } from '@async-invoke/queue-store-sqlite'
import { LocalRuntimeError, type LocalRuntimeErrorCode } from './local-runtime-error.ts'

type DataErrorCode = Extract<LocalRuntimeErrorCode, `data-${string}`>

const codeOfStore: Readonly<Record<SqliteStoreErrorCode, DataErrorCode>> = {
  locked: 'data-in-use',
  'newer-schema': 'data-too-new',
  corrupt: 'data-damaged',
  'disk-full': 'data-full',
  'read-only': 'data-unusable',
  io: 'data-unusable',
  removed: 'data-unusable',
  closed: 'data-unusable',
  failed: 'data-unusable',
}

/** Codes of the file system, and primary result codes of SQLite, which the registry's file reports directly. */
const codeOfSystem: Readonly<Record<string, DataErrorCode>> = { ENOSPC: 'data-full', EDQUOT: 'data-full' }
const codeOfSqlite: Readonly<Record<number, DataErrorCode>> = {
  5: 'data-in-use',
  11: 'data-damaged',
  13: 'data-full',
  26: 'data-damaged',
}

const problems: Readonly<Record<DataErrorCode, string>> = {
  'data-in-use': 'another process is using the data directory',
  'data-too-new': 'a later version of async-invoke wrote the data directory',
  'data-damaged': 'a file in the data directory is damaged, or not of async-invoke',
  'data-full': 'the disk is full: nothing can be written to the data directory',
  'data-unusable': 'the data directory cannot be used',
}

/** Returns the error for a data directory that cannot be opened. */
export function dataError(cause: unknown, dataDirectory: string): LocalRuntimeError {
  if (cause instanceof LocalRuntimeError) return cause
  const code = codeOf(cause)
  const detail = code === 'data-damaged' || code === 'data-unusable' ? ` (${messageOf(cause)})` : ''
  return new LocalRuntimeError(code, `${problems[code]}: ${dataDirectory}${detail}`, { cause })
}

function codeOf(cause: unknown): DataErrorCode {
  if (cause instanceof SqliteStoreError) return codeOfStore[cause.code]
  const { code, errcode } = cause as { readonly code?: string; readonly errcode?: number }
  const known = errcode === undefined ? codeOfSystem[code ?? ''] : codeOfSqlite[errcode & 0xff]
  return known ?? 'data-unusable'
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
