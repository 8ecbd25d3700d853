import { closeSync, fstatSync, openSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { SqliteStoreError } from '../store-error.ts'

/**
 * Watches that an open database still has its name. A process can go on writing to a deleted file, and everything written
 * is lost when it ends; one that was moved is not found at the next start, and another process may own the name.
 */
export class Presence {
  readonly #path: string
  readonly #file: number
  readonly #opened: { readonly dev: number; readonly ino: number }

  constructor(path: string) {
    this.#path = resolve(path)
    this.#file = openSync(path, 'r')
    this.#opened = fstatSync(this.#file)
  }

  /** @throws {@link SqliteStoreError} `removed` if the file was deleted or moved. */
  check(): void {
    const named = statSync(this.#path, { throwIfNoEntry: false })
    if (named?.ino === this.#opened.ino && named.dev === this.#opened.dev) return
    const end = fstatSync(this.#file).nlink > 0 ? 'moved' : 'deleted'
    throw new SqliteStoreError('removed', `${this.#path} was ${end} while it was open; nothing can be stored in it`)
  }

  close(): void {
    closeSync(this.#file)
  }
}
