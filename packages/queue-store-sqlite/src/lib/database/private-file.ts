import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'

/**
 * Creates a file that only its owner can read and write, or takes these rights from others if it exists. SQLite gives the
 * files beside a database (`-wal`, `-shm`) the rights of the database.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

/** Endings of the files of a database, which are beside it and have its name. */
const endings = ['', '-wal', '-shm', '-lock', '-commits']

/**
 * Refuses a database of which a file is something else: the rights of a device such as `/dev/null` are everyone's, and to open a
 * pipe would wait for its writer.
 *
 * @throws `TypeError` with the path
 */
export function checkFiles(path: string): void {
  for (const file of endings.map((ending) => path + ending))
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
      throw new TypeError(`${file} is not a regular file`)
}
