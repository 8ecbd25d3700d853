import { decodeState } from '../loop/item-state.ts'
import type {
  Claim,
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  NewItem,
  QueueStore,
  Settlement,
  SettleResult,
} from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { History } from './history.ts'

/** A lease that is not settled. */
export interface Hold {
  readonly id: string
  readonly process: string
  /** Number of deliveries without an outcome at the time of the claim, this one included. */
  readonly withoutOutcome: number
  /** True if claimed during a stop. Such work gets no grace period: the engine waits only for what ran before. */
  readonly claimedDuringStop: boolean
  /** True if a fault excuses the end of the lease without a settlement. */
  excused: boolean
  settles: number
  failedSettles: number
  work: 'none' | 'ended' | 'interrupted'
}

/** Observed state of an item: an event or one of its deliveries. */
export interface CheckedItem {
  readonly id: string
  readonly acceptedAtMs: number
  /** Ids of the items that its end queued. */
  outbox: readonly string[]
  done: number
  failures: number
  attempts: number
  leaseEndsAtMs: number
  dueAtMs: number
  /** Number of deliveries since the last outcome. */
  withoutOutcome: number
  hold?: Hold
  /** True if a run of the event succeeded. */
  succeeded: boolean
  /** True if the delivery was sent, or failed and was dropped. */
  hasOutcome: boolean
  quarantined: boolean
}

/** How wrong a process may be about the time of a remote store. */
export const maxClockErrorMs = 3_000

/**
 * Wraps a store and checks every effect, even if its answer is lost: no item has two leases at a time, nothing is claimed
 * before it is due, counts never decrease, an item ends once, and a delivery not before it has an outcome.
 */
export class CheckedStore implements QueueStore {
  readonly items = new Map<string, CheckedItem>()
  readonly #store: QueueStore
  readonly #clock: Clock
  readonly #history: History
  readonly #holders = new Map<string, string>()
  readonly #toleranceMs: number

  readonly capabilities: QueueStore['capabilities']

  /** @param remote - true for a store on a server: its clock is the server's, and other processes use its items */
  constructor(store: QueueStore, clock: Clock, history: History, remote = false) {
    this.#store = store
    this.capabilities = remote ? { ...store.capabilities, clock: 'server', shared: true } : store.capabilities
    this.#toleranceMs = remote ? maxClockErrorMs : 0
    this.#clock = clock
    this.#history = history
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const results = await this.#store.enqueue(items)
    items.forEach((item, index) => {
      this.#history.note('store', `enqueue ${item.id} ${results[index]}`)
      if (results[index] === 'accepted') this.#accepted(item)
    })
    return results
  }

  async claim(query: ClaimQuery): Promise<ClaimAnswer> {
    const answer = await this.#store.claim(query)
    for (const claim of answer.claims) this.#claimed(claim, query.leaseMs)
    return answer
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const results = await this.#store.settle(settlements)
    settlements.forEach((settlement, index) => {
      const id = this.#holders.get(settlement.token) ?? 'nothing'
      this.#history.note('store', `settle ${id} ${settlement.to} ${results[index]}`)
      const item = this.items.get(id)
      if (results[index] === 'ok' && item !== undefined) this.#settled(item, settlement)
    })
    return results
  }

  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    const results = (await this.#store.extend?.(tokens, leaseMs)) ?? tokens.map(() => 'stale' as const)
    tokens.forEach((token, index) => {
      const item = this.items.get(this.#holders.get(token) ?? '')
      if (results[index] === 'ok' && item !== undefined) item.leaseEndsAtMs = this.#clock.nowMs() + leaseMs
    })
    return results
  }

  onWake(listener: () => void): () => void {
    return this.#store.onWake?.(listener) ?? (() => {})
  }

  stats(): ReturnType<QueueStore['stats']> {
    return this.#store.stats()
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  /** Checks that accepted = running + waiting + ended, that is, that the store holds exactly the items that have not ended. */
  async checkNothingLost(): Promise<void> {
    const { ready, delayed, leased } = await this.#store.stats()
    let open = 0
    for (const item of this.items.values()) if (item.done === 0) open += 1
    if (ready + delayed + leased !== open)
      this.#history.violation(`${open} items have not ended, the store holds ${ready} + ${delayed} + ${leased}`)
  }

  #accepted({ id, state, delayMs }: NewItem): void {
    if ((this.items.get(id)?.done ?? 1) === 0) this.#history.violation(`${id} was accepted twice`)
    const decoded = decodeState(state)
    const acceptedAtMs = decoded?.kind === 'event' ? decoded.acceptedAtMs : this.#clock.nowMs()
    const counts = { done: 0, failures: 0, attempts: 0, withoutOutcome: 0 }
    const times = { acceptedAtMs, leaseEndsAtMs: Number.NEGATIVE_INFINITY, dueAtMs: this.#clock.nowMs() + delayMs }
    const seen = { succeeded: false, hasOutcome: false, quarantined: false }
    this.items.set(id, { id, outbox: [], ...counts, ...times, ...seen })
  }

  #claimed({ id, token, state, deliveries }: Claim, leaseMs: number): void {
    this.#history.note('store', `claim ${id} ${deliveries}`)
    const nowMs = this.#clock.nowMs()
    const item = this.items.get(id)
    if (item === undefined || item.done > 0) {
      this.#history.violation(`${id} was claimed but is not queued`)
      return
    }
    if (item.leaseEndsAtMs > nowMs) this.#history.violation(`${id} was leased twice at one time`)
    if (item.dueAtMs > nowMs) this.#history.violation(`${id} was claimed ${item.dueAtMs - nowMs} ms before it was due`)
    item.leaseEndsAtMs = nowMs + leaseMs
    item.withoutOutcome += 1
    this.#holders.set(token, id)
    const decoded = decodeState(state)
    if (decoded?.kind !== 'event') return
    if ((decoded.dueAtMs ?? nowMs) > nowMs + this.#toleranceMs)
      this.#history.violation(`${id} was claimed before its own due time`)
    if (decoded.failures < item.failures || decoded.attempts < item.attempts)
      this.#history.violation(`${id} went back from ${item.failures} failures and ${item.attempts} attempts`)
    item.failures = decoded.failures
    item.attempts = decoded.attempts
  }

  #settled(item: CheckedItem, settlement: Settlement): void {
    if (item.leaseEndsAtMs <= this.#clock.nowMs()) this.#history.violation(`${item.id} was settled after its lease`)
    item.leaseEndsAtMs = Number.NEGATIVE_INFINITY
    if (settlement.to === 'release') item.withoutOutcome -= 1
    if (settlement.to === 'again') {
      item.withoutOutcome = 0
      item.dueAtMs = this.#clock.nowMs() + settlement.delayMs
    }
    if (settlement.to !== 'done') return
    item.done += 1
    if (item.id.includes('/') && !item.hasOutcome) this.#history.violation(`${item.id} ended without having been sent`)
    if (item.done > 1) this.#history.violation(`${item.id} ended ${item.done} times`)
    item.outbox = (settlement.outbox ?? []).map(({ id }) => id)
    // A client that sends an id again after its event has ended creates a second one, whose delivery may still wait.
    for (const next of settlement.outbox ?? []) if (this.items.get(next.id)?.done !== 0) this.#accepted(next)
  }
}
