import { closeSync, fstatSync, openSync } from 'node:fs'
import { SqliteStoreError } from '../store-error.ts'

/**
 * Watches that an open database still has a name: a process can go on writing to a deleted file, and everything written
 * is lost when it ends.
 */
export class Presence {
  readonly #path: string
  readonly #file: number

  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'r')
  }

  /** @throws {@link SqliteStoreError} `removed` if the file was deleted. */
  check(): void {
    if (fstatSync(this.#file).nlink > 0) return
    throw new SqliteStoreError('removed', `${this.#path} was deleted while it was open; nothing can be stored in it`)
  }

  close(): void {
    closeSync(this.#file)
  }
}
