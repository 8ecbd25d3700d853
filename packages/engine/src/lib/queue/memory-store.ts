import type { Clock } from '../time/clock.ts'
import { BytePages } from './byte-pages.ts'
import { grown } from './grown.ts'
import { LaneNumbers } from './lane-numbers.ts'
import { LeaseTable } from './lease-table.ts'
import type {
  Claim,
  ClaimQuery,
  EnqueueResult,
  LaneBudget,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './queue-store.ts'
import { ReadyLanes } from './ready-lanes.ts'
import { TimingWheel } from './timing-wheel.ts'

export interface MemoryStoreOptions {
  readonly clock: Clock
  /** Items that may wait before `enqueue` answers `full`; default 1,000,000. */
  readonly maxItems?: number
  /** Bytes of state and body that may wait before `enqueue` answers `full`; default 1 GiB. */
  readonly maxBytes?: number
}

const mebibyte = 1_048_576
const none = -1

/**
 * The store for tests, simulation and a single process that may forget: nothing survives it.
 *
 * Memory: about 420 bytes for each event that waits beside its body, its id and the engine's state for it included
 * (`benchmarks/src/engine-memory.bench.ts`).
 *
 * @example const store = createMemoryStore({ clock: new VirtualClock() })
 */
export function createMemoryStore(options: MemoryStoreOptions): QueueStore {
  return new MemoryStore(options)
}

/** Items are rows of columns, so that a million of them are a few objects to the garbage collector. */
class MemoryStore implements QueueStore {
  readonly capabilities: QueueStoreCapabilities = {
    durability: 'none',
    clock: 'injected',
    // A record holds a request of 1 MiB, a response of 6 MiB and the envelope around them.
    maxBodyBytes: 8 * mebibyte,
    coalescesCalls: true,
  }
  readonly #clock: Clock
  readonly #maxItems: number
  readonly #maxBytes: number
  readonly #rowOf = new Map<string, number>()
  readonly #ids: string[] = []
  /** Apart, since a state is rewritten while the body beside it stays. */
  readonly #states = new BytePages()
  readonly #bodies = new BytePages()
  #lane = new Int32Array(64)
  #deliveries = new Int32Array(64)
  #readySinceMs = new Float64Array(64)
  readonly #freeRows: number[] = []
  readonly #lanes = new LaneNumbers()
  readonly #ready = new ReadyLanes()
  readonly #delayed = new TimingWheel()
  readonly #leases = new LeaseTable()
  #bytes = 0

  constructor({ clock, maxItems = 1_000_000, maxBytes = 1_024 * mebibyte }: MemoryStoreOptions) {
    this.#clock = clock
    this.#maxItems = maxItems
    this.#maxBytes = maxBytes
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    return items.map((item) => {
      if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'
      if (this.#rowOf.has(item.id)) return 'duplicate'
      const bytes = item.state.length + item.body.length
      if (this.#rowOf.size >= this.#maxItems || this.#bytes + bytes > this.#maxBytes) return 'full'
      this.#add(item)
      return 'accepted'
    })
  }

  async claim({ max, leaseMs, budget }: ClaimQuery): Promise<readonly Claim[]> {
    const nowMs = this.#clock.nowMs()
    this.#collectDue(nowMs)
    const claims: Claim[] = []
    const left = new Map<number, number>()
    const spent: number[] = []
    while (claims.length < max && this.#ready.turn !== none) {
      const lane = this.#ready.turn
      const mayGive = left.get(lane) ?? budget?.(this.#lanes.nameOf(lane)) ?? Number.POSITIVE_INFINITY
      if (mayGive <= 0) {
        this.#ready.leaveRound(lane)
        spent.push(lane)
        continue
      }
      left.set(lane, mayGive - 1)
      claims.push(this.#lease(this.#ready.take(lane), nowMs + leaseMs))
    }
    // A lane that could give nothing keeps its turn.
    for (const lane of spent.reverse()) this.#ready.rejoinFirst(lane)
    return claims
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const nowMs = this.#clock.nowMs()
    return settlements.map((settlement) => {
      const row = this.#leases.find(settlement.token, nowMs)
      if (row === none) return 'stale'
      this.#leases.end(settlement.token)
      if (settlement.to === 'done') {
        this.#remove(row)
        for (const next of settlement.outbox ?? []) if (!this.#rowOf.has(next.id)) this.#add(next)
      } else if (settlement.to === 'again') {
        this.#bytes += settlement.state.length - this.#states.lengthOf(row)
        this.#states.drop(row)
        this.#states.put(row, settlement.state)
        this.#wait(row, settlement.delayMs)
      } else {
        this.#deliveries[row] = (this.#deliveries[row] as number) - 1
        this.#ready.putBack(row, this.#lane[row] as number)
      }
      return 'ok'
    })
  }

  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    const nowMs = this.#clock.nowMs()
    return tokens.map((token) => {
      if (this.#leases.find(token, nowMs) === none) return 'stale'
      this.#leases.extend(token, nowMs + leaseMs)
      return 'ok'
    })
  }

  async nextDueAtMs(budget?: LaneBudget): Promise<number | undefined> {
    const nowMs = this.#clock.nowMs()
    this.#collectDue(nowMs)
    for (const lane of this.#ready.lanes())
      if (budget === undefined || budget(this.#lanes.nameOf(lane)) > 0) return nowMs
    const [delay, lease] = [this.#delayed.nextDueMs(), this.#leases.nextEndMs()]
    return delay === undefined || lease === undefined ? (delay ?? lease) : Math.min(delay, lease)
  }

  async stats(): Promise<QueueStoreStats> {
    const nowMs = this.#clock.nowMs()
    this.#collectDue(nowMs)
    let oldestMs = nowMs
    for (const lane of this.#ready.lanes())
      oldestMs = Math.min(oldestMs, this.#readySinceMs[this.#ready.oldestOf(lane)] as number)
    const [ready, delayed, leased] = [this.#ready.size, this.#delayed.size, this.#leases.size]
    return { ready, delayed, leased, oldestDueAgeMs: nowMs - oldestMs }
  }

  async close(): Promise<void> {}

  #add({ id, lane, delayMs, state, body }: NewItem): void {
    const row = this.#freeRows.pop() ?? this.#ids.length
    this.#rowOf.set(id, row)
    this.#ids[row] = id
    this.#states.put(row, state)
    this.#bodies.put(row, body)
    this.#lane = grown(this.#lane, row)
    this.#deliveries = grown(this.#deliveries, row)
    this.#readySinceMs = grown(this.#readySinceMs, row)
    this.#lane[row] = this.#lanes.join(lane)
    this.#deliveries[row] = 0
    this.#bytes += state.length + body.length
    this.#wait(row, delayMs)
  }

  #remove(row: number): void {
    this.#bytes -= this.#states.lengthOf(row) + this.#bodies.lengthOf(row)
    this.#states.drop(row)
    this.#bodies.drop(row)
    this.#rowOf.delete(this.#ids[row] as string)
    this.#ids[row] = ''
    this.#lanes.leave(this.#lane[row] as number)
    this.#freeRows.push(row)
  }

  #wait(row: number, delayMs: number): void {
    const dueMs = this.#clock.nowMs() + Math.max(0, delayMs)
    this.#readySinceMs[row] = dueMs
    if (delayMs > 0) this.#delayed.insert(row, dueMs)
    else this.#ready.append(row, this.#lane[row] as number)
  }

  /** Moves into their lanes what has come due since, in the order in which it did. */
  #collectDue(nowMs: number): void {
    for (let row = this.#delayed.popDue(nowMs); row !== none; row = this.#delayed.popDue(nowMs))
      this.#ready.append(row, this.#lane[row] as number)
    for (let row = this.#leases.popEnded(nowMs); row !== none; row = this.#leases.popEnded(nowMs))
      this.#ready.append(row, this.#lane[row] as number)
  }

  #lease(row: number, untilMs: number): Claim {
    const deliveries = (this.#deliveries[row] as number) + 1
    this.#deliveries[row] = deliveries
    return {
      token: this.#leases.grant(row, untilMs),
      id: this.#ids[row] as string,
      lane: this.#lanes.nameOf(this.#lane[row] as number),
      state: this.#states.read(row),
      body: this.#bodies.read(row),
      deliveries,
    }
  }
}
