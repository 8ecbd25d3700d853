import { closeSync, fstatSync, openSync, statSync } from 'node:fs'
import { SqliteStoreError } from '../store-error.ts'
import { lockPath } from './private-file.ts'

/** How often the lock is looked for: another store takes longer to open. */
const lookForLockEveryMs = 10

/** Which file it is, whatever its name. */
type Identity = { readonly dev: number; readonly ino: number }

/**
 * Watches that an open database still has its name. A process can go on writing to a deleted file, and everything written
 * is lost when it ends; one that was moved is not found at the next start, and another process may own the name. So it may if the
 * file of the lock has gone: it would lock another.
 */
export class Presence {
  readonly #name: string
  readonly #file: number
  readonly #opened: Identity
  readonly #lock: string
  readonly #locked: Identity
  #nextLookMs = 0

  /**
   * @param name - the path that was given
   * @param path - where the database is, if the name is a link
   */
  constructor(name: string, path: string) {
    this.#name = name
    this.#file = openSync(name, 'r')
    this.#opened = fstatSync(this.#file)
    this.#lock = lockPath(path)
    // Not opened: to close it would end the lock.
    this.#locked = statSync(this.#lock)
  }

  /** True if nothing is missing. */
  get isWhole(): boolean {
    return isNamed(this.#name, this.#opened) && isNamed(this.#lock, this.#locked)
  }

  /** @throws {@link SqliteStoreError} `removed` if the file or its lock was deleted or moved. */
  check(): void {
    if (!isNamed(this.#name, this.#opened)) {
      const end = fstatSync(this.#file).nlink > 0 ? 'moved' : 'deleted'
      throw new SqliteStoreError('removed', `${this.#name} was ${end} while it was open; nothing can be stored in it`)
    }
    const nowMs = performance.now()
    if (nowMs < this.#nextLookMs) return
    if (!isNamed(this.#lock, this.#locked))
      throw new SqliteStoreError(
        'removed',
        `${this.#lock} was deleted or moved, so another store may have opened the database; nothing can be stored in it`,
      )
    this.#nextLookMs = nowMs + lookForLockEveryMs
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Whether the path leads to this file. */
export function isNamed(path: string, { dev, ino }: Identity): boolean {
  const named = statSync(path, { throwIfNoEntry: false })
  return named?.ino === ino && named.dev === dev
}
