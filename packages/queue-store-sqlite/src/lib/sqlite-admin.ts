import type {
  Clock,
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from '@async-invoke/engine'
import { defaultMaxBodyBytes, describeRow, firstRows, holdLane, pageOfLanes } from '@async-invoke/engine/schedule'
import type { ClaimLedger } from './schedule/claim-ledger.ts'
import type { StoredItems } from './schedule/stored-items.ts'
import type { WriteProgram } from './tables/write-program.ts'
import type { ItemWrites } from './writer/item-writes.ts'
import type { Restore } from './writer/restore.ts'
import type { Writer } from './writer/writer.ts'

export interface SqliteAdminDependencies {
  readonly clock: Clock
  readonly items: StoredItems
  readonly writer: Writer
  readonly writes: ItemWrites
  readonly ledger: ClaimLedger
  readonly restore: Restore
  /** Called when an item may be claimed earlier than before. */
  wake(): void
  throwIfClosed(): void
}

/** Operations of people on the items of a store: views of its schedule, and writes as durable as those of the queue. */
export class SqliteAdmin implements QueueAdmin {
  readonly #dependencies: SqliteAdminDependencies

  constructor(dependencies: SqliteAdminDependencies) {
    this.#dependencies = dependencies
  }

  async lanes(query?: LanesQuery): Promise<LanesPage> {
    const { items, clock } = await this.#restored()
    return pageOfLanes(items.schedule, clock.nowMs(), query)
  }

  async find(id: string, options: PeekOptions = {}): Promise<QueuedItem | undefined> {
    const { schedule } = this.#collected(await this.#restored())
    const row = schedule.find(id)
    const [found] = row < 0 ? [] : await this.#read([row], options)
    return found
  }

  async peek({ lane, limit, ...options }: PeekQuery): Promise<readonly QueuedItem[]> {
    const { items, clock } = await this.#restored()
    return this.#read(firstRows(items.schedule, lane, clock.nowMs(), limit), options)
  }

  async pause(lane: string): Promise<void> {
    const { items } = this.#open()
    await this.#write(
      (program) => program.pause(lane, true),
      () => items.schedule.gates.pause(lane),
    )
  }

  async resume(lane: string): Promise<void> {
    const { items, wake } = this.#open()
    await this.#write(
      (program) => program.pause(lane, false),
      () => {
        items.schedule.gates.resume(lane)
        wake()
      },
    )
  }

  async purge(which: PurgeQuery): Promise<number> {
    const { items, clock } = await this.#restored()
    const rows = which.lane === undefined ? this.#hold([which.id]) : holdLane(items.schedule, which.lane, clock.nowMs())
    return this.#writeRows(
      rows,
      // A large body of a damaged item stays where it is, as when it is settled.
      (program, row) => program.done(items.seq(row), items.isDamaged(row) ? 0 : items.bodyBytes(row)),
      (row) => items.remove(row),
    )
  }

  async redrive(ids: readonly string[]): Promise<number> {
    const { items, clock, wake } = await this.#restored()
    const { schedule } = items
    const nowMs = clock.nowMs()
    const dueMsOf = (row: number): number => Math.min(schedule.dueMs(row), nowMs)
    const count = await this.#writeRows(
      this.#hold(ids),
      (program, row) => {
        const [seq, dueMs, claim] = [items.seq(row), Math.ceil(dueMsOf(row)), items.claim(row)]
        if (items.isDamaged(row)) program.keepDamaged(seq, dueMs, 0, claim)
        else program.redrive(seq, dueMs, claim)
      },
      (row) => {
        schedule.forgetDeliveries(row)
        schedule.reschedule(row, dueMsOf(row))
        items.forgetClaim(row)
        schedule.wait(row, clock.nowMs())
      },
    )
    wake()
    return count
  }

  /** Holds the rows of the items that wait. */
  #hold(ids: readonly string[]): readonly number[] {
    const { schedule } = this.#collected(this.#dependencies)
    return ids.map((id) => schedule.find(id)).filter((row) => row >= 0 && schedule.hold(row))
  }

  /** Writes rows that are held, and applies the change once it is on disk; they wait again if that fails. */
  async #writeRows(
    rows: readonly number[],
    put: (program: WriteProgram, row: number) => void,
    apply: (row: number) => void,
  ): Promise<number> {
    if (rows.length === 0) return 0
    const { items, clock, ledger } = this.#dependencies
    await this.#write(
      (program) => {
        for (const row of rows) put(program, row)
      },
      () => {
        for (const row of rows) {
          const claim = items.claim(row)
          if (claim !== 0) ledger.account(claim)
          apply(row)
        }
      },
      () => {
        for (const row of rows) items.schedule.wait(row, clock.nowMs())
      },
    )
    return rows.length
  }

  #write(put: (program: WriteProgram) => void, onWritten: () => void, onFailed?: () => void): Promise<void> {
    return this.#dependencies.writes.start({ added: [], put, onWritten, ...(onFailed && { onFailed }) })
  }

  async #read(
    rows: readonly number[],
    { maxBodyBytes = defaultMaxBodyBytes }: PeekOptions,
  ): Promise<readonly QueuedItem[]> {
    const { items, clock, writer } = this.#dependencies
    const found = rows.flatMap((row) => {
      const described = describeRow(items.schedule, row, clock.nowMs())
      return described === undefined ? [] : [{ described, row, seq: items.seq(row), bodyBytes: items.bodyBytes(row) }]
    })
    if (found.length === 0) return []
    const seqs = Float64Array.from(found, ({ seq }) => seq)
    const { contents } = await writer.request({ type: 'peek', seqs, maxBodyBytes }, 'peeked')
    return found.flatMap(({ described, row, seq, bodyBytes }, index) => {
      const content = contents[index]
      // It may have ended in the meantime.
      if (content === undefined || items.schedule.find(described.id) !== row || items.seq(row) !== seq) return []
      return [{ ...described, state: content.state, body: content.body, bodyBytes }]
    })
  }

  /** The items, with everything that is due by now in its lane. */
  #collected({ items, clock }: SqliteAdminDependencies): StoredItems {
    items.schedule.collectDue(clock.nowMs())
    return items
  }

  /** Waits until all items are scheduled. */
  async #restored(): Promise<SqliteAdminDependencies> {
    const { restore } = this.#open()
    if (!restore.isOver) await restore.finished
    return this.#open()
  }

  #open(): SqliteAdminDependencies {
    this.#dependencies.throwIfClosed()
    return this.#dependencies
  }
}
