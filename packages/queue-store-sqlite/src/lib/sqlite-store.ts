import type {
  ClaimAnswer,
  ClaimQuery,
  Clock,
  EnqueueResult,
  LaneLimit,
  NewItem,
  QueueAdmin,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
import { WakeUps } from '@async-invoke/engine/schedule'
import { copyDatabase } from './database/backup.ts'
import { pathOfFile } from './database/check-options.ts'
import type { IntegrityReport } from './database/integrity.ts'
import { checkCopy } from './files/private-file.ts'
import { ClaimLedger } from './schedule/claim-ledger.ts'
import type { StoredItems } from './schedule/stored-items.ts'
import { SqliteAdmin } from './sqlite-admin.ts'
import { SqliteStoreError } from './store-error.ts'
import type { OpeningReport, SqliteStore } from './store-types.ts'
import type { WriteProgram } from './tables/write-program.ts'
import { applyChange, type Change, delayOf, putChange } from './writer/change.ts'
import type { GroupCommit } from './writer/group-commit.ts'
import { HandOut } from './writer/hand-out.ts'
import { type Added, type ItemWrites, putAdded } from './writer/item-writes.ts'
import type { Restore } from './writer/restore.ts'
import type { Writer } from './writer/writer.ts'

const mebibyte = 1_048_576
/** Upper bound of bytes that wait for the disk; beyond it, `enqueue` answers `full`. */
const maxWaitingBytes = 256 * mebibyte
/** Upper bound of state and body bytes that one claim loads, unless its first item alone is larger. */
const maxBytesPerClaim = 64 * mebibyte
const none = -1

export interface StoreDependencies {
  readonly path: string
  readonly clock: Clock
  readonly writer: Writer
  readonly items: StoredItems
  readonly commits: GroupCommit
  readonly writes: ItemWrites
  readonly restore: Restore
  readonly lastSeq: number
  readonly opening: number
  readonly report: OpeningReport
  readonly maxItems: number
  readonly maxBytes: number
  readonly durability: 'power' | 'process'
}

/** Implements the port over a schedule in memory and a writer thread. */
export class OpenSqliteStore implements SqliteStore {
  readonly capabilities: QueueStoreCapabilities
  readonly opened: OpeningReport
  readonly restored: Promise<IntegrityReport>
  readonly admin: QueueAdmin
  readonly #path: string
  readonly #clock: Clock
  readonly #writer: Writer
  readonly #commits: GroupCommit
  readonly #items: StoredItems
  readonly #maxItems: number
  readonly #maxBytes: number
  readonly #writes: ItemWrites
  readonly #restore: Restore
  readonly #ledger: ClaimLedger
  readonly #handOut: HandOut
  readonly #wakeUps = new WakeUps()
  #lastSeq: number
  /** Calls that wait for the writes of other calls. */
  readonly #waitingCalls = new Set<Promise<unknown>>()
  /** Settles when the last backup that was asked for has ended. */
  #backups: Promise<void> = Promise.resolve()
  #closing: Promise<void> | undefined

  constructor(dependencies: StoreDependencies) {
    const { path, clock, writer, items, commits, writes, restore, lastSeq, opening, report } = dependencies
    const { maxItems, maxBytes, durability } = dependencies
    // Fits a record with a request of 1 MiB, a response of 6 MiB and the envelope around them.
    this.capabilities = { durability, clock: 'injected', maxBodyBytes: 8 * mebibyte, laneLimits: 'fleet', admin: true }
    this.opened = report
    this.restored = restore.finished
    this.#path = path
    this.#clock = clock
    this.#writer = writer
    this.#commits = commits
    this.#items = items
    this.#writes = writes
    this.#restore = restore
    this.#maxItems = maxItems
    this.#maxBytes = maxBytes
    this.#lastSeq = lastSeq
    const ledger = new ClaimLedger(opening)
    this.#ledger = ledger
    this.#handOut = new HandOut({ clock, items, writer, ledger })
    this.admin = new SqliteAdmin({
      ...{ clock, items, writer, ledger, writes, restore },
      wake: () => this.#wakeUps.wake(),
      throwIfClosed: () => this.#throwIfClosed(),
    })
  }

  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const refusal = this.#refusal()
    return refusal === undefined ? this.#enqueue(items) : Promise.reject(refusal)
  }

  #enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const added: Added[] = []
    const earlier: Promise<unknown>[] = []
    let bytes = 0
    const results = items.map((item): EnqueueResult => {
      if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'
      const known = this.#items.schedule.find(item.id)
      if (known === none) {
        if (this.#isFull(item, bytes)) return 'full'
        bytes += item.state.length + item.body.length
        added.push({ row: this.#add(item), item })
        return 'accepted'
      }
      const write = this.#writes.of(known)
      if (write !== undefined) earlier.push(write)
      return 'duplicate'
    })
    if (earlier.length > 0) {
      // Duplicates of items whose writes may still fail: undo the additions, and retry after those writes.
      for (const { row } of added) this.#items.remove(row)
      return this.#after(earlier, () => this.#enqueue(items))
    }
    if (added.length === 0) return Promise.resolve(results)
    const put = (program: WriteProgram): void => putAdded(program, this.#items, added)
    const onWritten = (): readonly EnqueueResult[] => {
      this.#wakeUps.wake()
      return results
    }
    return this.#writes.start({ added, put, onWritten })
  }

  async claim({ leaseMs, maxBytes = maxBytesPerClaim, ...query }: ClaimQuery): Promise<ClaimAnswer> {
    this.#throwIfClosed()
    if (!this.#restore.isOver) await this.#restore.finished
    const { rows, more } = this.#items.take(this.#clock.nowMs(), query, Math.min(maxBytes, maxBytesPerClaim))
    const claims = rows.length === 0 ? [] : await this.#handOut.lease(rows, leaseMs)
    const nowMs = this.#clock.nowMs()
    const nextInMs = more ? 0 : this.#items.schedule.nextInMs(nowMs)
    return { claims, nowMs, ...(nextInMs !== undefined && { nextInMs }) }
  }

  settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const refusal = this.#refusal()
    return refusal === undefined ? this.#settle(settlements) : Promise.reject(refusal)
  }

  async #settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const earlier = this.#writes.pending > 0 ? this.#writesOfOutbox(settlements) : []
    // An outbox item is skipped if its id is queued. Wait for pending writes of such ids: if one of them failed, skipping
    // would lose the item.
    if (earlier.length > 0) return this.#after(earlier, () => this.#settle(settlements))
    const nowMs = this.#clock.nowMs()
    const { leases } = this.#items.schedule
    const changes: Change[] = []
    const results = settlements.map((settlement): SettleResult => {
      const lease = leases.find(settlement.token, nowMs)
      if (lease === none) return 'stale'
      leases.suspend(lease)
      const row = leases.rowOf(lease)
      const outbox = settlement.to === 'done' ? this.#addOutbox(settlement.outbox ?? [], changes, row) : []
      changes.push({ row, lease, settlement, dueMs: nowMs + delayOf(settlement), outbox })
      return 'ok'
    })
    if (changes.length === 0) return results
    const finished = this.#ledger.takeFinished()
    return this.#writes.start({
      added: changes.flatMap(({ outbox }) => outbox),
      put: (program) => {
        for (const change of changes) putChange(program, this.#items, change)
        for (const claim of finished) program.dropClaim(claim)
      },
      onWritten: () => {
        for (const change of changes) {
          this.#ledger.account(this.#items.claim(change.row))
          applyChange(this.#items, change, this.#clock.nowMs())
        }
        this.#wakeUps.wake()
        return results
      },
      onFailed: () => {
        for (const { row, lease } of changes) {
          this.#items.schedule.reclaimId(row)
          leases.resume(lease)
        }
        this.#ledger.putBack(finished)
      },
    })
  }

  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    this.#throwIfClosed()
    const { leases } = this.#items.schedule
    const nowMs = this.#clock.nowMs()
    return tokens.map((token) => (leases.extend(token, nowMs, nowMs + leaseMs) ? 'ok' : 'stale'))
  }

  async setLaneLimits(limits: readonly LaneLimit[]): Promise<void> {
    this.#throwIfClosed()
    this.#items.schedule.gates.limit(limits)
    this.#wakeUps.wake()
  }

  onWake(listener: () => void): () => void {
    return this.#wakeUps.add(listener)
  }

  async stats(): Promise<QueueStoreStats> {
    this.#throwIfClosed()
    const { schedule, isComplete } = this.#items
    // Not in the store yet, although the schedule counts them.
    const { pending } = this.#writes
    // It is not known yet how many are due.
    if (!isComplete)
      return { ready: 0, delayed: schedule.items - pending + this.#restore.left, leased: 0, approximate: true }
    const { leased, ...others } = schedule.stats(this.#clock.nowMs())
    // Items being settled stay leased until they are on disk.
    return { ...others, leased: leased - pending }
  }

  async backup(path: string): Promise<void> {
    this.#throwIfClosed()
    const copy = pathOfFile(path)
    checkCopy(this.#path, copy)
    // One at a time: two copies to one path would share a partial file.
    const copying = this.#backups.then(() => this.#copyTo(copy))
    this.#backups = copying.catch(() => {})
    await copying
  }

  async #copyTo(path: string): Promise<void> {
    await this.#writer.request({ type: 'hold' }, 'held')
    try {
      await copyDatabase(this.#path, path)
    } finally {
      // Nothing is held any more if the store was closed meanwhile.
      await this.#writer.request({ type: 'release' }, 'released').catch(() => {})
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#restore.stop()
    while (this.#waitingCalls.size > 0) await Promise.allSettled(this.#waitingCalls)
    await this.#commits.finished()
    await this.#writer.request({ type: 'close' }, 'closed')
  }

  /** Continues a call after the writes of other calls, successful or not. The store does not close before that. */
  #after<T>(writes: readonly Promise<unknown>[], resume: () => Promise<T>): Promise<T> {
    const call = Promise.allSettled(writes).then(resume)
    this.#waitingCalls.add(call)
    const ended = (): boolean => this.#waitingCalls.delete(call)
    call.then(ended, ended)
    return call
  }

  #throwIfClosed(): void {
    const refusal = this.#refusal()
    if (refusal !== undefined) throw refusal
  }

  #refusal(): SqliteStoreError | undefined {
    if (this.#closing === undefined) return this.#restore.failure
    return new SqliteStoreError('closed', `the store of ${this.#path} is closed`)
  }

  /** `bytesOfCall` counts the earlier items of the same call, which are not submitted yet. */
  #isFull({ state, body }: NewItem, bytesOfCall: number): boolean {
    const bytes = state.length + body.length
    return (
      this.#items.schedule.items + this.#restore.left >= this.#maxItems ||
      this.#items.totalBytes + bytes > this.#maxBytes ||
      this.#commits.waitingBytes + bytesOfCall > maxWaitingBytes
    )
  }

  #add({ id, lane, delayMs, state, body }: NewItem): number {
    const dueMs = this.#clock.nowMs() + Math.max(0, delayMs)
    const bytes = state.length + body.length
    return this.#items.add({ seq: ++this.#lastSeq, id, lane, dueMs, deliveries: 0, bytes, bodyBytes: body.length })
  }

  /** Adds rows for outbox items. Skips an id that is queued already, unless this call finishes the queued item. */
  #addOutbox(outbox: readonly NewItem[], changes: readonly Change[], row: number): Added[] {
    const added: Added[] = []
    for (const item of outbox) {
      const known = this.#items.schedule.find(item.id)
      const ends = ({ row, settlement }: Change): boolean => row === known && settlement.to === 'done'
      if (known === none || known === row || changes.some(ends)) added.push({ row: this.#add(item), item })
    }
    return added
  }

  /** Pending writes of items whose ids are in an outbox. */
  #writesOfOutbox(settlements: readonly Settlement[]): readonly Promise<unknown>[] {
    return settlements
      .flatMap((settlement) => (settlement.to === 'done' ? (settlement.outbox ?? []) : []))
      .flatMap(({ id }) => this.#writes.of(this.#items.schedule.find(id)) ?? [])
  }
}
