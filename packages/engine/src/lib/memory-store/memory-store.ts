import type { QueueAdmin } from '../queue/queue-admin.ts'
import type {
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  LaneLimit,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '../queue/queue-store.ts'
import { fitsInto, Schedule } from '../queue/schedule.ts'
import { WakeUps } from '../queue/wake-ups.ts'
import type { Clock } from '../time/clock.ts'
import { BytePages } from './byte-pages.ts'
import { MemoryAdmin } from './memory-admin.ts'
import { PackedStates } from './packed-states.ts'

/** Options of {@link createMemoryStore}. */
export interface MemoryStoreOptions {
  /** Time for delays and leases; use the engine's clock. */
  readonly clock: Clock
  /**
   * Maximum number of items; `enqueue` answers `full` beyond it.
   *
   * @defaultValue `1_000_000`
   */
  readonly maxItems?: number
  /**
   * Maximum number of bytes in states and bodies; `enqueue` answers `full` beyond it.
   *
   * @defaultValue `1_073_741_824`, 1 GiB
   */
  readonly maxBytes?: number
}

const mebibyte = 1_048_576
const none = -1

/**
 * Creates a store in memory, for tests, simulations and a single process whose queue may be lost with it.
 *
 * An event takes about 110 bytes besides its payload, with its id and the engine's state, and 340 if it has a trace of its own
 * (`benchmarks/src/engine-memory.bench.ts`).
 *
 * @throws `TypeError` without a clock, or for a bound that is no whole number
 *
 * @example
 * ```ts
 * const store = createMemoryStore({ clock: new VirtualClock() })
 * ```
 */
export function createMemoryStore(options: MemoryStoreOptions): QueueStore {
  checkOptions(options)
  return new MemoryStore(options)
}

/** Refuses a bound that is no number: it would be none. */
function checkOptions(options: MemoryStoreOptions): void {
  if (typeof options?.clock?.nowMs !== 'function')
    throw new TypeError(`clock must be one such as systemClock: ${String(options?.clock)}`)
  for (const name of ['maxItems', 'maxBytes'] as const) {
    const value = options[name] ?? 0
    if (!Number.isInteger(value) || value < 0) throw new TypeError(`${name} must be a whole number: ${String(value)}`)
  }
}

/** Keeps items as rows of columns, so that a million of them are only a few objects for the garbage collector. */
class MemoryStore implements QueueStore {
  readonly capabilities: QueueStoreCapabilities = {
    durability: 'none',
    clock: 'injected',
    // Room for a record: a request of 1 MiB, a response of 6 MiB, and the rest of the document.
    maxBodyBytes: 8 * mebibyte,
    coalescesCalls: true,
    laneLimits: 'fleet',
    admin: true,
  }
  readonly admin: QueueAdmin
  readonly #clock: Clock
  readonly #maxItems: number
  readonly #maxBytes: number
  readonly #schedule = new Schedule()
  /** Apart from bodies, since states are rewritten and bodies are not. */
  readonly #states = new PackedStates()
  readonly #bodies = new BytePages()
  #bytes = 0
  #lastClaim = 0
  readonly #wakeUps = new WakeUps()

  constructor({ clock, maxItems = 1_000_000, maxBytes = 1_024 * mebibyte }: MemoryStoreOptions) {
    this.#clock = clock
    this.#maxItems = maxItems
    this.#maxBytes = maxBytes
    this.admin = new MemoryAdmin({
      clock,
      schedule: this.#schedule,
      read: (row) => ({ state: this.#states.read(row), body: this.#bodies.read(row) }),
      remove: (row) => this.#remove(row),
      wake: () => this.#wakeUps.wake(),
    })
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const nowMs = this.#clock.nowMs()
    const results = items.map((item): EnqueueResult => {
      if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'
      if (this.#schedule.find(item.id) !== none) return 'duplicate'
      const bytes = item.state.length + item.body.length
      if (this.#schedule.items >= this.#maxItems || this.#bytes + bytes > this.#maxBytes) return 'full'
      this.#add(item, nowMs)
      return 'accepted'
    })
    this.#wakeUps.wake()
    return results
  }

  async claim({ max, leaseMs, budget, maxBytes }: ClaimQuery): Promise<ClaimAnswer> {
    const schedule = this.#schedule
    const nowMs = this.#clock.nowMs()
    this.#lastClaim += 1
    const fits = fitsInto(maxBytes, (row) => this.#states.lengthOf(row) + this.#bodies.lengthOf(row))
    const { rows, more } = schedule.take(nowMs, { max, budget, fits })
    const claims = rows.map((row) => ({
      token: schedule.leases.grant(row, this.#lastClaim, nowMs + leaseMs),
      id: schedule.id(row),
      lane: schedule.lane(row),
      state: this.#states.read(row),
      body: this.#bodies.read(row),
      deliveries: schedule.deliveries(row),
    }))
    const nextInMs = more ? 0 : schedule.nextInMs(nowMs)
    return { claims, nowMs, ...(nextInMs !== undefined && { nextInMs }) }
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const { leases } = this.#schedule
    const nowMs = this.#clock.nowMs()
    const results = settlements.map((settlement): SettleResult => {
      const lease = leases.find(settlement.token, nowMs)
      if (lease === none) return 'stale'
      leases.end(lease)
      const row = leases.rowOf(lease)
      if (settlement.to === 'done') {
        this.#remove(row)
        for (const next of settlement.outbox ?? []) if (this.#schedule.find(next.id) === none) this.#add(next, nowMs)
      } else if (settlement.to === 'again') {
        this.#bytes += settlement.state.length - this.#states.lengthOf(row)
        this.#states.drop(row)
        this.#states.put(row, settlement.state)
        this.#schedule.reschedule(row, nowMs + Math.max(0, settlement.delayMs))
        this.#schedule.wait(row, nowMs)
      } else this.#schedule.handBack(row)
      return 'ok'
    })
    this.#wakeUps.wake()
    return results
  }

  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    const { leases } = this.#schedule
    const nowMs = this.#clock.nowMs()
    return tokens.map((token) => (leases.extend(token, nowMs, nowMs + leaseMs) ? 'ok' : 'stale'))
  }

  async setLaneLimits(limits: readonly LaneLimit[]): Promise<void> {
    this.#schedule.gates.limit(limits)
    this.#wakeUps.wake()
  }

  onWake(listener: () => void): () => void {
    return this.#wakeUps.add(listener)
  }

  async stats(): Promise<QueueStoreStats> {
    return this.#schedule.stats(this.#clock.nowMs())
  }

  async close(): Promise<void> {}

  #add({ id, lane, delayMs, state, body }: NewItem, nowMs: number): void {
    const row = this.#schedule.add(id, lane, nowMs + Math.max(0, delayMs))
    this.#states.put(row, state)
    this.#bodies.put(row, body)
    this.#bytes += state.length + body.length
    this.#schedule.wait(row, nowMs)
  }

  #remove(row: number): void {
    this.#bytes -= this.#states.lengthOf(row) + this.#bodies.lengthOf(row)
    this.#states.drop(row)
    this.#bodies.drop(row)
    this.#schedule.remove(row)
  }
}
