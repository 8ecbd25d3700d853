import type { Clock, NewItem } from '@async-invoke/engine'
import type { Schedule } from '../schedule/schedule.ts'
import type { GroupCommit } from './group-commit.ts'
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
  readonly #schedule: Schedule
  readonly #clock: Clock
  /** Writes under way of items that are not on disk yet, by row. */
  readonly #underWay = new Map<number, Promise<unknown>>()

  constructor(commits: GroupCommit, schedule: Schedule, clock: Clock) {
    this.#commits = commits
    this.#schedule = schedule
    this.#clock = clock
  }

  get areUnderWay(): boolean {
    return this.#underWay.size > 0
  }

  /** The write under way of an item that is not on disk yet. */
  of(row: number | undefined): Promise<unknown> | undefined {
    return row === undefined ? undefined : this.#underWay.get(row)
  }

  start<T>({ added, put, onWritten, onFailed }: ItemWrite<T>): Promise<T> {
    const write = new Promise<T>((resolve, reject) => {
      this.#commits.submit(put, (error) => {
        for (const { row } of added) this.#underWay.delete(row)
        if (error === undefined) {
          const nowMs = this.#clock.nowMs()
          for (const { row } of added) this.#schedule.wait(row, nowMs)
          resolve(onWritten())
        } else {
          for (const { row } of added) this.#schedule.remove(row)
          onFailed?.()
          reject(error)
        }
      })
    })
    for (const { row } of added) this.#underWay.set(row, write)
    return write
  }
}

export function putAdded(program: WriteProgram, schedule: Schedule, added: readonly Added[]): void {
  for (const { row, item } of added)
    program.add(schedule.seq(row), item.id, item.lane, schedule.dueMs(row), item.state, item.body)
}
