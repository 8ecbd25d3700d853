import type { Clock, NewItem } from '@async-invoke/engine'
import type { StoredItems } from '../schedule/stored-items.ts'
import type { WriteProgram } from '../tables/write-program.ts'
import type { Done, GroupCommit } from './group-commit.ts'

/** An item that is being written. */
export interface Added {
  readonly row: number
  readonly item: NewItem
}

/** The write of one call, and what to do once it has succeeded or failed. */
export interface ItemWrite<T> {
  /** New items; they can be claimed once they are written. */
  readonly added: readonly Added[]
  readonly put: (program: WriteProgram) => void
  /** Returns the result of the call. */
  readonly onWritten: () => T
  readonly onFailed?: () => void
}

/**
 * Writes new items and the changes that go with them. A new item can be claimed once it is durable; a failed one is
 * gone.
 */
export class ItemWrites {
  readonly #commits: GroupCommit
  readonly #items: StoredItems
  readonly #clock: Clock
  /** Pending writes by row of the new item. */
  readonly #pending = new Map<number, Promise<unknown>>()

  constructor(commits: GroupCommit, items: StoredItems, clock: Clock) {
    this.#commits = commits
    this.#items = items
    this.#clock = clock
  }

  /** Number of new items that are not on disk yet. */
  get pending(): number {
    return this.#pending.size
  }

  /** Returns the pending write of a new item. */
  of(row: number): Promise<unknown> | undefined {
    return this.#pending.get(row)
  }

  start<T>({ added, put, onWritten, onFailed }: ItemWrite<T>): Promise<T> {
    let done: Done = () => {}
    const write = new Promise<T>((resolve, reject) => {
      done = (error) => {
        for (const { row } of added) this.#pending.delete(row)
        if (error === undefined) {
          const nowMs = this.#clock.nowMs()
          for (const { row } of added) this.#items.wait(row, nowMs)
          resolve(onWritten())
        } else {
          for (const { row } of added) this.#items.remove(row)
          onFailed?.()
          reject(error)
        }
      }
    })
    // Before submit, which may fail synchronously.
    for (const { row } of added) this.#pending.set(row, write)
    this.#commits.submit(put, done)
    return write
  }
}

export function putAdded(program: WriteProgram, items: StoredItems, added: readonly Added[]): void {
  for (const { row, item } of added)
    program.add(items.seq(row), item.id, item.lane, Math.ceil(items.schedule.dueMs(row)), item.state, item.body)
}
