import type {
  Claim,
  ClaimQuery,
  Clock,
  EnqueueResult,
  LaneBudget,
  NewItem,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
import { copyDatabase } from './backup.ts'
import { ClaimLedger } from './claim-ledger.ts'
import { GroupCommit } from './group-commit.ts'
import type { Schedule } from './schedule.ts'
import type { OpeningReport, SqliteStore } from './sqlite-store.ts'
import { SqliteStoreError } from './store-error.ts'
import type { WriteProgram } from './write-program.ts'
import type { Writer } from './writer.ts'

const mebibyte = 1_048_576
/** What may wait for the disk at one time; more is `full`. */
const mostWaitingBytes = 256 * mebibyte

/** Up to here two small flushes are worth more than one, since nobody waits meanwhile. */
const mostQuickFlushMs = 0.3

/** What an open store is made of. */
export interface StoreParts {
  readonly path: string
  readonly clock: Clock
  readonly writer: Writer
  readonly schedule: Schedule
  readonly lastSeq: number
  readonly opening: number
  readonly flushMs: number
  readonly report: OpeningReport
  readonly maxItems: number
  readonly maxBytes: number
  readonly durability: 'power' | 'process'
}

/** The port, over a schedule in memory and a writer thread. */
export class OpenSqliteStore implements SqliteStore {
  readonly capabilities: QueueStoreCapabilities
  readonly opened: OpeningReport
  readonly #path: string
  readonly #clock: Clock
  readonly #writer: Writer
  readonly #commits: GroupCommit
  readonly #schedule: Schedule
  readonly #maxItems: number
  readonly #maxBytes: number
  /** Writes under way of items that are not on disk yet, by row. */
  readonly #writing = new Map<number, Promise<unknown>>()
  readonly #ledger: ClaimLedger
  #lastSeq: number
  #closing: Promise<void> | undefined

  constructor(parts: StoreParts) {
    const { path, clock, writer, schedule, lastSeq, opening, flushMs, report, maxItems, maxBytes, durability } = parts
    // A record holds a request of 1 MiB, a response of 6 MiB and the envelope around them.
    this.capabilities = { durability, clock: 'injected', maxBodyBytes: 8 * mebibyte }
    this.opened = report
    this.#path = path
    this.#clock = clock
    this.#writer = writer
    this.#commits = new GroupCommit(writer, flushMs < mostQuickFlushMs)
    this.#schedule = schedule
    this.#maxItems = maxItems
    this.#maxBytes = maxBytes
    this.#lastSeq = lastSeq
    this.#ledger = new ClaimLedger(opening)
  }

  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    if (this.#closing !== undefined) return Promise.reject(this.#closedError())
    const added: Added[] = []
    const earlier: Promise<unknown>[] = []
    const results = items.map((item): EnqueueResult => {
      if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'
      const known = this.#schedule.find(item.id)
      if (known === undefined) {
        if (this.#isFull(item)) return 'full'
        added.push({ row: this.#add(item), item })
        return 'accepted'
      }
      // A duplicate is as safe as the first is: its write is waited for, and its failure is this one's too.
      const write = this.#writing.get(known)
      if (write !== undefined) earlier.push(write)
      return 'duplicate'
    })
    const written =
      added.length === 0
        ? Promise.resolve(results)
        : this.#write(
            added,
            (program) => this.#putAdds(program, added),
            () => results,
          )
    return earlier.length === 0 ? written : Promise.all([written, ...earlier]).then(() => results)
  }

  async claim({ max, leaseMs, budget }: ClaimQuery): Promise<readonly Claim[]> {
    this.#throwIfClosed()
    const schedule = this.#schedule
    const rows = schedule.take(this.#clock.nowMs(), max, budget)
    if (rows.length === 0) return []
    const claim = this.#ledger.next()
    // Their last lease ended without an outcome: its delivery is counted on the item from now on.
    const lapsed = rows.filter((row) => schedule.claim(row) !== 0)
    const numbersOfLapsed = lapsed.flatMap((row) => [
      schedule.seq(row),
      schedule.deliveries(row) - 1,
      schedule.claim(row),
    ])
    const message = {
      claim,
      seqs: Float64Array.from(rows, (row) => schedule.seq(row)),
      byteCount: rows.reduce((sum, row) => sum + schedule.bytes(row), 0),
      lapsed: Float64Array.from(numbersOfLapsed),
    }
    try {
      const { bytes } = await this.#writer.request({ type: 'claim', claim: message }, 'claimed')
      for (const row of lapsed) this.#ledger.account(schedule.claim(row))
      this.#ledger.open(claim, rows.length)
      const untilMs = this.#clock.nowMs() + leaseMs
      let end = 0
      return rows.map((row) => {
        const start = end
        end += schedule.bytes(row)
        return this.#lease(row, claim, untilMs, bytes.subarray(start, end))
      })
    } catch (error) {
      for (const row of rows.reverse()) schedule.handBack(row)
      throw error
    }
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    this.#throwIfClosed()
    if (this.#writing.size > 0) await this.#outboxIdsWritten(settlements)
    const nowMs = this.#clock.nowMs()
    const changes: Change[] = []
    const results = settlements.map((settlement): SettleResult => {
      const row = this.#leasedUnder(settlement.token, nowMs)
      if (row === undefined) return 'stale'
      const untilMs = this.#schedule.suspend(row)
      const outbox = settlement.to === 'done' ? this.#addOutbox(settlement.outbox ?? [], changes, row) : []
      changes.push({ row, settlement, untilMs, dueMs: nowMs + delayOf(settlement), outbox })
      return 'ok'
    })
    if (changes.length === 0) return results
    const finished = this.#ledger.takeFinished()
    const put = (program: WriteProgram): void => {
      for (const change of changes) this.#putChange(program, change)
      for (const claim of finished) program.dropClaim(claim)
    }
    const carryOut = (): readonly SettleResult[] => {
      for (const change of changes) this.#carryOut(change)
      return results
    }
    return this.#write(
      changes.flatMap(({ outbox }) => outbox),
      put,
      carryOut,
      () => {
        for (const { row, untilMs } of changes) this.#schedule.hold(row, untilMs)
        this.#ledger.putBack(finished)
      },
    )
  }

  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    this.#throwIfClosed()
    const nowMs = this.#clock.nowMs()
    return tokens.map((token) => {
      const row = this.#leasedUnder(token, nowMs)
      if (row === undefined) return 'stale'
      this.#schedule.hold(row, nowMs + leaseMs)
      return 'ok'
    })
  }

  async nextDueAtMs(budget?: LaneBudget): Promise<number | undefined> {
    this.#throwIfClosed()
    return this.#schedule.nextDueAtMs(this.#clock.nowMs(), budget)
  }

  async stats(): Promise<QueueStoreStats> {
    this.#throwIfClosed()
    const nowMs = this.#clock.nowMs()
    const schedule = this.#schedule
    schedule.collectDue(nowMs)
    const [ready, delayed] = [schedule.count('ready'), schedule.count('delayed')]
    // What is being settled is its owner's until the disk has answered.
    const leased = schedule.count('leased') + schedule.count('settling')
    return { ready, delayed, leased, oldestDueAgeMs: nowMs - (schedule.oldestReadyMs() ?? nowMs) }
  }

  backup(path: string): Promise<void> {
    this.#throwIfClosed()
    return copyDatabase(this.#path, path)
  }

  close(): Promise<void> {
    this.#closing ??= this.#commits.finished().then(async () => {
      await this.#writer.request({ type: 'close' }, 'closed')
    })
    return this.#closing
  }

  #throwIfClosed(): void {
    if (this.#closing !== undefined) throw this.#closedError()
  }

  #closedError(): SqliteStoreError {
    return new SqliteStoreError('closed', `the store of ${this.#path} is closed`)
  }

  #isFull({ state, body }: NewItem): boolean {
    const bytes = state.length + body.length
    return (
      this.#schedule.items >= this.#maxItems ||
      this.#schedule.totalBytes + bytes > this.#maxBytes ||
      this.#commits.waitingBytes > mostWaitingBytes
    )
  }

  #add({ id, lane, delayMs, state, body }: NewItem): number {
    const dueMs = this.#clock.nowMs() + Math.max(0, delayMs)
    const bytes = state.length + body.length
    return this.#schedule.add({ seq: ++this.#lastSeq, id, lane, dueMs, deliveries: 0, bytes, bodyBytes: body.length })
  }

  /**
   * Writes items that are new, and whatever goes with them: they can be claimed when they are durable, or never were.
   * Gives what `onWritten` gives.
   */
  #write<T>(
    added: readonly Added[],
    put: (program: WriteProgram) => void,
    onWritten: () => T,
    onFailed?: () => void,
  ): Promise<T> {
    const write = new Promise<T>((resolve, reject) => {
      this.#commits.submit(put, (error) => {
        for (const { row } of added) this.#writing.delete(row)
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
    for (const { row } of added) this.#writing.set(row, write)
    return write
  }

  #putAdds(program: WriteProgram, added: readonly Added[]): void {
    for (const {
      row,
      item: { id, lane, state, body },
    } of added)
      program.add(this.#schedule.seq(row), id, lane, this.#schedule.dueMs(row), state, body)
  }

  #putChange(program: WriteProgram, { row, settlement, dueMs, outbox }: Change): void {
    const schedule = this.#schedule
    const seq = schedule.seq(row)
    if (settlement.to === 'done') {
      program.done(seq, schedule.bodyBytes(row))
      this.#putAdds(program, outbox)
    } else if (settlement.to === 'again')
      program.again(seq, Math.ceil(dueMs), schedule.deliveries(row), schedule.claim(row), settlement.state)
    else program.release(seq, schedule.claim(row))
  }

  /** What the disk has, the schedule gets. */
  #carryOut({ row, settlement, dueMs }: Change): void {
    const schedule = this.#schedule
    this.#ledger.account(schedule.claim(row))
    schedule.forgetClaim(row)
    if (settlement.to === 'done') schedule.remove(row)
    else if (settlement.to === 'release') schedule.handBack(row)
    else {
      schedule.reschedule(row, dueMs, settlement.state.length)
      schedule.wait(row, this.#clock.nowMs())
    }
  }

  #lease(row: number, claim: number, untilMs: number, content: Uint8Array): Claim {
    const schedule = this.#schedule
    schedule.lease(row, claim, untilMs)
    const stateBytes = content.length - schedule.bodyBytes(row)
    return {
      token: `${claim}:${row}`,
      id: schedule.id(row),
      lane: schedule.lane(row),
      state: content.subarray(0, stateBytes),
      body: content.subarray(stateBytes),
      deliveries: schedule.deliveries(row),
    }
  }

  /** The row, while this very lease of it lasts. */
  #leasedUnder(token: string, nowMs: number): number | undefined {
    const [claim, row] = token.split(':').map(Number)
    if (row === undefined || this.#schedule.claim(row) !== claim || this.#schedule.place(row) !== 'leased')
      return undefined
    return this.#schedule.leasedUntilMs(row) > nowMs ? row : undefined
  }

  /** Rows for outbox items; an id that is queued already is not queued twice, unless this very call ends it. */
  #addOutbox(outbox: readonly NewItem[], changes: readonly Change[], row: number): Added[] {
    const added: Added[] = []
    for (const item of outbox) {
      const known = this.#schedule.find(item.id)
      const ending = known === row || changes.some((change) => change.row === known && change.settlement.to === 'done')
      if (known === undefined || ending) added.push({ row: this.#add(item), item })
    }
    return added
  }

  /** An outbox item is left out when its id is queued; that must not rest on a write that may still fail. */
  async #outboxIdsWritten(settlements: readonly Settlement[]): Promise<void> {
    const writes = new Set<Promise<unknown>>()
    for (const settlement of settlements)
      for (const { id } of settlement.to === 'done' ? (settlement.outbox ?? []) : []) {
        const write = this.#writing.get(this.#schedule.find(id) ?? -1)
        if (write !== undefined) writes.add(write)
      }
    if (writes.size > 0) await Promise.allSettled(writes)
  }
}

/** An item on its way to the disk. */
interface Added {
  readonly row: number
  readonly item: NewItem
}

/** A settlement on its way to the disk. */
interface Change {
  readonly row: number
  readonly settlement: Settlement
  /** When the lease would have ended. */
  readonly untilMs: number
  /** When an item that is settled `again` is due. */
  readonly dueMs: number
  readonly outbox: readonly Added[]
}

function delayOf(settlement: Settlement): number {
  return settlement.to === 'again' ? Math.max(0, settlement.delayMs) : 0
}
