import { chmodSync, closeSync, existsSync, openSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { SqliteStoreError } from '../store-error.ts'

/**
 * Creates a file that only its owner can read and write, or takes these rights from others if it exists. SQLite gives the
 * files beside a database (`-wal`, `-shm`) the rights of the database.
 */
export function makePrivate(path: string): void {
  if (!existsSync(path)) create(path)
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

/**
 * Creates an empty file. Never opens one that is there: to close it again would end every lock that this process has on it, also
 * that of a store which has the database open.
 */
function create(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

/** Endings of the two files of the journal, which are used in turn. */
export const journalEndings = ['-journal-1', '-journal-2'] as const

export const lockPath = (path: string): string => `${path}-lock`

/** Endings of the files of a database, which are beside it and have its name. */
const endings = ['', '-wal', '-shm', '-lock', '-commits', ...journalEndings]

/**
 * Refuses a database of which a file is something else: the rights of a device such as `/dev/null` are everyone's, and to open a
 * pipe would wait for its writer. Refuses one with a second name, too, under which it would have another log, lock and journal.
 *
 * @throws `TypeError` with the path
 */
export function checkFiles(path: string): void {
  for (const file of endings.map((ending) => path + ending))
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
      throw new TypeError(`${file} is not a regular file`)
  const { nlink = 1 } = statSync(path, { throwIfNoEntry: false }) ?? {}
  if (nlink > 1)
    throw new TypeError(`${path} has ${nlink} names (hard links), and could be open under another; delete all but one`)
}

/**
 * Refuses to put a backup in the place of what it would destroy: the files of the store itself, under whichever name, those of
 * another database, and what is no file, such as `/dev/null`.
 *
 * @param path - of the database
 * @throws `TypeError` with the path of the copy; {@link SqliteStoreError} where it is, or was, a database in use
 */
export function checkCopy(path: string, copy: string): void {
  const there = statSync(copy, { throwIfNoEntry: false })
  if (there?.isFile() === false) throw new TypeError(`${copy} is not a regular file`)
  const isOwn = endings.some((ending) => {
    const own = statSync(path + ending, { throwIfNoEntry: false })
    return placeOf(path + ending) === placeOf(copy) || (there && own?.ino === there.ino && own.dev === there.dev)
  })
  if (isOwn) throw new TypeError(`${copy} is a file of the store itself`)
  const beside = endings.slice(1).find((ending) => existsSync(copy + ending))
  if (beside !== undefined)
    throw new SqliteStoreError(
      'failed',
      `cannot back up ${path} to ${copy}: ${copy}${beside} is beside it, as of a database in use; choose another path, or delete both`,
    )
}

/** A path in one way out of many. */
function placeOf(file: string): string {
  const folder = dirname(file)
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : file
}
