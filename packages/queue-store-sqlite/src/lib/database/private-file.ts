import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'

/**
 * Creates a file that only its owner can read and write, or takes these rights from others if it exists. SQLite gives the
 * files beside a database (`-wal`, `-shm`) the rights of the database.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}
