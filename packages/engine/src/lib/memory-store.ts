import type { Clock } from './clock.ts'
import { DueHeap } from './due-heap.ts'
import type {
  Claim,
  ClaimQuery,
  EnqueueResult,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './queue-store.ts'

export interface MemoryStoreOptions {
  readonly clock: Clock
  /** Items that may wait before `enqueue` answers `full`; default 1,000,000. */
  readonly maxItems?: number
  /** Bytes of state and body that may wait before `enqueue` answers `full`; default 1 GiB. */
  readonly maxBytes?: number
}

interface Item {
  readonly id: string
  readonly lane: string
  readonly body: Uint8Array
  state: Uint8Array
  deliveries: number
  /** Number of the lease it was last handed out under; a token names it. */
  lease: number
  place: 'ready' | 'delayed' | 'leased'
  /** When the delay or the lease ends. */
  untilMs: number
}

/** An entry of the heap is about the item as it was when the entry was made; a later change makes a later entry. */
interface Turn {
  readonly item: Item
  readonly untilMs: number
}

const mebibyte = 1_048_576

/**
 * The store for tests, simulation and a single process that may forget: nothing survives it.
 *
 * @example const store = createMemoryStore({ clock: new VirtualClock() })
 */
export function createMemoryStore(options: MemoryStoreOptions): QueueStore {
  return new MemoryStore(options)
}

class MemoryStore implements QueueStore {
  readonly capabilities: QueueStoreCapabilities = {
    durability: 'none',
    clock: 'injected',
    // A record holds a request of 1 MiB, a response of 6 MiB and the envelope around them.
    maxBodyBytes: 8 * mebibyte,
  }
  readonly #clock: Clock
  readonly #maxItems: number
  readonly #maxBytes: number
  readonly #items = new Map<string, Item>()
  /** What becomes ready by itself: delays and leases that end. */
  readonly #later = new DueHeap<Turn>()
  /** Ready items per lane, oldest first; the order of the lanes is the order of the round. */
  readonly #ready = new Map<string, Item[]>()
  #bytes = 0
  #leases = 0

  constructor({ clock, maxItems = 1_000_000, maxBytes = 1_024 * mebibyte }: MemoryStoreOptions) {
    this.#clock = clock
    this.#maxItems = maxItems
    this.#maxBytes = maxBytes
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    return items.map((item) => {
      if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'
      if (this.#items.has(item.id)) return 'duplicate'
      const bytes = item.state.length + item.body.length
      if (this.#items.size >= this.#maxItems || this.#bytes + bytes > this.#maxBytes) return 'full'
      this.#add(item)
      return 'accepted'
    })
  }

  async claim({ max, leaseMs, budget }: ClaimQuery): Promise<readonly Claim[]> {
    const nowMs = this.#clock.nowMs()
    this.#collectDue(nowMs)
    const claims: Claim[] = []
    const taken = new Map<string, number>()
    // One item of each lane per round, until the claim is full or no lane may give another.
    for (let gave = true; gave && claims.length < max; ) {
      gave = false
      for (const [lane, items] of [...this.#ready]) {
        const used = taken.get(lane) ?? 0
        if (claims.length >= max) break
        if (budget !== undefined && used >= budget(lane)) continue
        const item = items.shift()
        if (item === undefined) continue
        taken.set(lane, used + 1)
        claims.push(this.#lease(item, nowMs + leaseMs))
        // The lane goes to the end of the round, or leaves it when nothing of it is ready.
        this.#ready.delete(lane)
        if (items.length > 0) this.#ready.set(lane, items)
        gave = true
      }
    }
    return claims
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    return settlements.map((settlement) => {
      const item = this.#leasedUnder(settlement.token)
      if (item === undefined) return 'stale'
      if (settlement.to === 'done') {
        this.#items.delete(item.id)
        this.#bytes -= item.state.length + item.body.length
        for (const next of settlement.outbox ?? []) if (!this.#items.has(next.id)) this.#add(next)
      } else if (settlement.to === 'again') {
        this.#bytes += settlement.state.length - item.state.length
        item.state = settlement.state
        this.#wait(item, 'delayed', this.#clock.nowMs() + settlement.delayMs)
      } else {
        item.deliveries -= 1
        this.#makeReady(item)
      }
      return 'ok'
    })
  }

  async nextDueAtMs(): Promise<number | undefined> {
    const nowMs = this.#clock.nowMs()
    this.#collectDue(nowMs)
    return this.#ready.size > 0 ? nowMs : this.#later.peek()?.atMs
  }

  async stats(): Promise<QueueStoreStats> {
    this.#collectDue(this.#clock.nowMs())
    const stats = { ready: 0, delayed: 0, leased: 0 }
    for (const { place } of this.#items.values()) stats[place] += 1
    return stats
  }

  async close(): Promise<void> {}

  #add({ id, lane, delayMs, state, body }: NewItem): void {
    const item: Item = { id, lane, state, body, deliveries: 0, lease: 0, place: 'ready', untilMs: 0 }
    this.#items.set(id, item)
    this.#bytes += state.length + body.length
    if (delayMs > 0) this.#wait(item, 'delayed', this.#clock.nowMs() + delayMs)
    else this.#makeReady(item)
  }

  #wait(item: Item, place: 'delayed' | 'leased', untilMs: number): void {
    item.place = place
    item.untilMs = untilMs
    this.#later.push(untilMs, { item, untilMs })
  }

  #makeReady(item: Item): void {
    item.place = 'ready'
    const lane = this.#ready.get(item.lane)
    if (lane === undefined) this.#ready.set(item.lane, [item])
    else lane.push(item)
  }

  /** Moves into their lanes what has come due since, in the order in which it did. */
  #collectDue(nowMs: number): void {
    for (let turn = this.#later.peek(); turn !== undefined; turn = this.#later.peek()) {
      const { item, untilMs } = turn.value
      const superseded = item.place === 'ready' || item.untilMs !== untilMs || this.#items.get(item.id) !== item
      if (!superseded && untilMs > nowMs) return
      this.#later.pop()
      if (!superseded) this.#makeReady(item)
    }
  }

  #lease(item: Item, untilMs: number): Claim {
    item.deliveries += 1
    item.lease = ++this.#leases
    this.#wait(item, 'leased', untilMs)
    const { id, lane, state, body, deliveries, lease } = item
    return { token: `${lease}:${id}`, id, lane, state, body, deliveries }
  }

  /** The item, while this very lease of it lasts. */
  #leasedUnder(token: string): Item | undefined {
    const colon = token.indexOf(':')
    const item = this.#items.get(token.slice(colon + 1))
    if (item === undefined || item.place !== 'leased' || item.lease !== Number(token.slice(0, colon))) return undefined
    return item.untilMs > this.#clock.nowMs() ? item : undefined
  }
}
