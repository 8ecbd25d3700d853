import type { Clock, NewItem } from '@async-invoke/engine'
import type { StoredItems } from '../schedule/stored-items.ts'
import type { Done, GroupCommit } from './group-commit.ts'
import type { WriteProgram } from './write-program.ts'

/** An item on its way to the disk. */
export interface Added {
  readonly row: number
  readonly item: NewItem
}

/** One call's write: what it puts into the program, and what follows from its being there or not. */
export interface ItemWrite<T> {
  /** Items that are new with it. */
  readonly added: readonly Added[]
  readonly put: (program: WriteProgram) => void
  /** Gives what the call answers. */
  readonly onWritten: () => T
  readonly onFailed?: () => void
}

/** Writes items that are new, and whatever goes with them: they can be claimed when they are durable, or never were. */
export class ItemWrites {
  readonly #commits: GroupCommit
  readonly #items: StoredItems
  readonly #clock: Clock
  /** Writes under way of items that are not on disk yet, by row. */
  readonly #underWay = new Map<number, Promise<unknown>>()

  constructor(commits: GroupCommit, items: StoredItems, clock: Clock) {
    this.#commits = commits
    this.#items = items
    this.#clock = clock
  }

  /** How many items are not on disk yet. */
  get underWay(): number {
    return this.#underWay.size
  }

  /** The write under way of an item that is not on disk yet. */
  of(row: number): Promise<unknown> | undefined {
    return this.#underWay.get(row)
  }

  start<T>({ added, put, onWritten, onFailed }: ItemWrite<T>): Promise<T> {
    let done: Done = () => {}
    const write = new Promise<T>((resolve, reject) => {
      done = (error) => {
        for (const { row } of added) this.#underWay.delete(row)
        if (error === undefined) {
          const nowMs = this.#clock.nowMs()
          for (const { row } of added) this.#items.schedule.wait(row, nowMs)
          resolve(onWritten())
        } else {
          for (const { row } of added) this.#items.remove(row)
          onFailed?.()
          reject(error)
        }
      }
    })
    // Before it is submitted, which may fail at once.
    for (const { row } of added) this.#underWay.set(row, write)
    this.#commits.submit(put, done)
    return write
  }
}

export function putAdded(program: WriteProgram, items: StoredItems, added: readonly Added[]): void {
  for (const { row, item } of added)
    program.add(items.seq(row), item.id, item.lane, Math.ceil(items.schedule.dueMs(row)), item.state, item.body)
}
