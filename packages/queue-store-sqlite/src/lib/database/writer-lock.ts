import type { DatabaseSync } from 'node:sqlite'
import { SqliteStoreError } from '../store-error.ts'
import { sqlite } from './sqlite-module.ts'

/**
 * The right to write a database, held by one store at a time, of whatever process. It is a lock of the operating system
 * on a file of its own beside the database (`<path>-lock`), so that it ends with its process however that ends, and
 * readers of the database are not kept out.
 */
export class WriterLock {
  readonly #file: DatabaseSync

  /** Throws a {@link SqliteStoreError} `locked` when another store holds it; `ownerOf` names that one where it can. */
  constructor(path: string, ownerOf: () => string) {
    this.#file = new sqlite.DatabaseSync(`${path}-lock`)
    try {
      this.#file.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE')
      this.#file.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      this.#file.close()
      if ((error as { errcode?: number }).errcode !== 5) throw error
      throw new SqliteStoreError(
        'locked',
        `${path} is in use${ownerOf()}; one process writes a database at a time. Close that one, or give this one another path`,
      )
    }
  }

  /** Whether the database was ever created: tells an emptied file from a new one. */
  get created(): boolean {
    return Number(this.#file.prepare('PRAGMA user_version').get()?.user_version) === 1
  }

  noteCreated(): void {
    this.#file.exec('PRAGMA user_version = 1; COMMIT; BEGIN EXCLUSIVE')
  }

  release(): void {
    this.#file.close()
  }
}
