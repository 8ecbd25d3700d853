import type { DatabaseSync } from 'node:sqlite'
import { lockPath, makePrivate } from '../files/private-file.ts'
import { SqliteStoreError } from '../store-error.ts'
import { sqlite } from '../tables/sqlite-module.ts'

/**
 * The exclusive right to write a database, across processes. It is an operating system lock on a separate file next to
 * the database (`<path>-lock`): it ends with its process, even in a crash, and does not block readers of the database.
 */
export class WriterLock {
  readonly #file: DatabaseSync

  /**
   * @param ownerOf - names the process that holds the lock, for the message
   *
   * @throws {@link SqliteStoreError} `locked` if another store holds it.
   */
  constructor(path: string, ownerOf: () => string) {
    makePrivate(lockPath(path))
    this.#file = new sqlite.DatabaseSync(lockPath(path))
    try {
      this.#file.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE')
      this.#file.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      this.#file.close()
      if ((error as { errcode?: number }).errcode !== 5) throw error
      throw new SqliteStoreError(
        'locked',
        `${path} is in use${ownerOf()}: only one store at a time can write a database. Close that store, or use another path`,
      )
    }
  }

  /** True if the database has ever been created: distinguishes an emptied file from a new one. */
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
