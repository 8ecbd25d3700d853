import type { TimelineEntry } from '../observe/timeline.ts'
import type { PoisonItem } from '../ports.ts'
import type { Claim, Settlement, SettleResult } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { CheckedStore, Hold } from './checked-store.ts'
import type { History } from './history.ts'

/** Number of failed settlements that excuse the end of a lease; after fewer, the engine must have settled it. */
const excusingFailures = 3

interface CheckedWorld {
  readonly store: CheckedStore
  readonly clock: Clock
  readonly history: History
  /** The engines' option `maxDeliveriesWithoutOutcome`. */
  readonly maxWithoutOutcome: number
}

/**
 * Checks the claims of one process: each lease is settled unless a fault excuses it, runs that ended are settled and runs
 * that a stop interrupted are released, nothing is poison too early or too late, the timeline reports only what the store
 * has committed, and a stop leaves no claim behind.
 */
export class CheckedWork {
  readonly #process: string
  readonly #store: CheckedStore
  readonly #clock: Clock
  readonly #history: History
  readonly #maxWithoutOutcome: number
  readonly #held = new Map<string, Hold>()
  /** Item by token, for every token of this process. */
  readonly #items = new Map<string, string>()
  /** Settlements that the store has just confirmed, by item. The timeline reports them at once or never. */
  readonly #confirmed = new Map<string, Settlement['to']>()
  #confirmedAtMs = 0
  #stop: 'none' | 'stopping' | 'resolved' = 'none'
  #graceEndsAtMs = Number.POSITIVE_INFINITY

  constructor(process: string, { store, clock, history, maxWithoutOutcome }: CheckedWorld) {
    this.#process = process
    this.#store = store
    this.#clock = clock
    this.#history = history
    this.#maxWithoutOutcome = maxWithoutOutcome
  }

  /** Notes the start of a call to the store. */
  called(what: string): void {
    if (this.#stop === 'resolved') this.#violation(`called ${what} after its stop`)
    if (this.#stop === 'stopping' && what === 'claim') this.#violation('claimed during its stop')
  }

  claimed(claims: readonly Claim[], excused: boolean): void {
    for (const { id, token } of claims) {
      const item = this.#store.items.get(id)
      if (item === undefined) continue
      const { hold } = item
      if (hold !== undefined && !hold.excused && hold.failedSettles < excusingFailures)
        this.#violation(`claimed ${id} again, whose lease ${hold.process} let end without a fault`)
      const { withoutOutcome } = item
      const claimedDuringStop = this.#stop !== 'none'
      const counts = { settles: 0, failedSettles: 0 }
      item.hold = { id, process: this.#process, withoutOutcome, claimedDuringStop, excused, ...counts, work: 'none' }
      this.#held.set(token, item.hold)
      this.#items.set(token, id)
    }
  }

  /** Notes a fault that may let leases end, so that held items may return. */
  excuse(): void {
    for (const hold of this.#held.values()) hold.excused = true
  }

  settling(settlements: readonly Settlement[]): void {
    for (const { token, to } of settlements) {
      const hold = this.#held.get(token)
      if (hold === undefined) continue
      hold.settles += 1
      if (hold.work === 'ended' && to === 'release') this.#violation(`released ${hold.id}, whose run had ended`)
      if (hold.work === 'interrupted' && to !== 'release')
        this.#violation(`settled ${hold.id} as ${to}, which its stop had interrupted`)
    }
  }

  settled(settlements: readonly Settlement[], results: readonly SettleResult[]): void {
    settlements.forEach(({ token }, index) => {
      const hold = this.#held.get(token)
      this.#held.delete(token)
      const item = hold === undefined ? undefined : this.#store.items.get(hold.id)
      if (item !== undefined && item.hold === hold && results[index] === 'ok') delete item.hold
    })
  }

  /** Notes that the store's answer has reached the process. */
  settleAnswered(settlements: readonly Settlement[], results: readonly SettleResult[]): void {
    this.#forgetConfirmed()
    settlements.forEach(({ token, to }, index) => {
      const id = this.#items.get(token)
      if (id !== undefined && results[index] === 'ok') this.#confirmed.set(id, to)
    })
  }

  settleFailed(settlements: readonly Settlement[]): void {
    for (const { token } of settlements) {
      const hold = this.#held.get(token)
      if (hold === undefined) continue
      hold.failedSettles += 1
      // A stopping process does not wait for its store.
      if (this.#stop !== 'none') hold.excused = true
    }
  }

  /** Notes the start of a run or delivery. */
  started(id: string): void {
    const holds = this.#holdsOf(id)
    if (holds.length === 0) this.#violation(`processed ${id} without holding it`)
    else if (holds.every(({ withoutOutcome }) => withoutOutcome > this.#maxWithoutOutcome))
      this.#violation(`processed ${id}, which is poison by now`)
  }

  ended(id: string, how: 'ended' | 'interrupted'): void {
    const [hold, another] = this.#holdsOf(id)
    // With two leases, one of them lost, it is unknown which one this was.
    if (hold === undefined || another !== undefined) return
    hold.work = how
    const lateMs = this.#clock.nowMs() - this.#graceEndsAtMs
    if (hold.excused) return
    if (how === 'interrupted' && lateMs < 0 && !hold.claimedDuringStop)
      this.#violation(`interrupted ${id} ${-lateMs} ms before the end of its grace period`)
    if (how === 'ended' && lateMs > 0) this.#violation(`let ${id} run on for ${lateMs} ms after its grace period`)
  }

  quarantined({ id, reason }: PoisonItem): void {
    const holds = this.#holdsOf(id)
    if (reason === 'no-outcome' && !holds.some(({ withoutOutcome }) => withoutOutcome > this.#maxWithoutOutcome))
      this.#violation(`put ${id} in quarantine too early`)
    const item = this.#store.items.get(id)
    if (item === undefined) return
    item.hasOutcome = true
    item.quarantined = true
  }

  /** Checks a timeline entry. Attempts need no commit. */
  emitted(entry: TimelineEntry): void {
    const { type, requestId } = entry
    if (type === 'accepted' && !this.#store.items.has(requestId))
      this.#violation(`emitted accepted for ${requestId}, which the store does not have`)
    else if (type === 'decided') this.#follows(type, requestId, entry.decision.kind === 'requeue' ? 'again' : 'done')
    else if (type === 'quarantined') this.#follows(type, requestId, entry.kept ? 'again' : 'done')
    else if ('route' in entry) this.#follows(type, `${requestId}/${entry.route}`)
  }

  stopping(graceMs: number): void {
    this.#stop = 'stopping'
    this.#graceEndsAtMs = this.#clock.nowMs() + graceMs
  }

  stopped(): void {
    this.#stop = 'resolved'
    for (const { id, settles, excused } of this.#held.values())
      if (settles === 0 && !excused) this.#violation(`stopped and had not let go of ${id}`)
  }

  get isStopping(): boolean {
    return this.#stop === 'stopping'
  }

  /** Checks that the entry follows a settlement that the store has just confirmed. */
  #follows(type: string, id: string, as?: Settlement['to']): void {
    this.#forgetConfirmed()
    const to = this.#confirmed.get(id)
    this.#confirmed.delete(id)
    if (to === undefined || (as !== undefined && as !== to))
      this.#violation(`emitted ${type} for ${id} before the store had committed it`)
  }

  #forgetConfirmed(): void {
    if (this.#confirmedAtMs < this.#clock.nowMs()) this.#confirmed.clear()
    this.#confirmedAtMs = this.#clock.nowMs()
  }

  #holdsOf(id: string): readonly Hold[] {
    return [...this.#held.values()].filter((hold) => hold.id === id)
  }

  #violation(what: string): void {
    this.#history.violation(`${this.#process} ${what}`)
  }
}
