import type {
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  ExtendResult,
  LaneLimit,
  NewItem,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
import type { ReadClaim } from '../statements/claim.ts'
import { readName } from '../statements/names.ts'
import { PostgresStoreError } from '../store-error.ts'
import type { PostgresStore } from '../store-types.ts'
import { byShard } from './by-shard.ts'
import { hasHome, homes } from './home-of.ts'
import { agreeOnLayout, type Layout } from './layout.ts'
import { relay } from './relay.ts'
import type { Shard } from './shard.ts'
import { readShardToken } from './shard-token.ts'
import { ShardedAdmin } from './sharded-admin.ts'
import { ShardedClaims } from './sharded-claims.ts'

/** Maximum number of results that are kept, of settlements whose call failed in another database. */
const maxKept = 10_000

export interface OpenShardedStoreOptions {
  readonly shards: readonly Shard[]
  readonly layout: Layout
  readonly patienceMs: number
  /** Called for a layout that does not fit these databases, once for each. */
  readonly onError?: ((error: PostgresStoreError) => void) | undefined
}

/** The port over several databases: each call goes to those that it concerns, at the same time. */
export class OpenShardedStore implements PostgresStore {
  readonly capabilities: QueueStoreCapabilities
  readonly admin: ShardedAdmin
  readonly #shards: readonly Shard[]
  readonly #byName: ReadonlyMap<string, Shard>
  readonly #claims: ShardedClaims
  readonly #kept = new Map<string, SettleResult>()
  /** Limits that were set here, to be set again where a lane moves to. */
  readonly #limits = new Map<string, number | null>()
  /** Lanes that are carried to their homes at the moment, by the database where they are. */
  readonly #relays = new Map<Shard, Promise<unknown>>()
  readonly #onError: OpenShardedStoreOptions['onError']
  /** The problem of the layout that was last reported. */
  #reported = ''
  #layout: Layout
  #homeOf: (lane: string) => string
  #reading: Promise<unknown> | undefined
  #isClosed = false

  constructor({ shards, layout, patienceMs, onError }: OpenShardedStoreOptions) {
    this.#shards = shards
    this.#byName = new Map(shards.map((shard) => [shard.name, shard]))
    this.#layout = layout
    this.#onError = onError
    this.#homeOf = homes(layout.shards)
    this.#claims = new ShardedClaims(shards, { patienceMs, heard: (shard, read) => this.#heard(shard, read) })
    this.admin = new ShardedAdmin(shards)
    this.capabilities = capabilitiesOf(shards)
  }

  partOf(of: Pick<NewItem, 'lane'> | Pick<Settlement, 'token'>): string {
    return 'token' in of ? readShardToken(of.token).shard : this.#homeOf(of.lane)
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const { results, failure } = await byShard(
      items,
      ({ lane }) => this.#home(lane),
      (shard, own) => shard.store.enqueue(own),
    )
    if (failure !== undefined) throw failure.error
    return results.map((result) => result ?? 'unavailable')
  }

  async claim(query: ClaimQuery): Promise<ClaimAnswer> {
    if (this.#isClosed) throw new PostgresStoreError('closed', 'cannot claim items: the store is closed')
    return this.#claims.claim(query)
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    // A repetition of a call that failed in another database: here, these have been settled.
    const kept = settlements.map(({ token }) => this.#kept.get(token))
    const { results, failure } = await byShard(
      settlements.map((settlement, index) => ({ settlement, isKept: kept[index] !== undefined })),
      ({ settlement, isKept }) => (isKept ? undefined : this.#ofToken(settlement.token)),
      (shard, own) => shard.store.settle(own.map(({ settlement }) => withOwnToken(settlement))),
    )
    settlements.forEach(({ token }, index) => {
      const result = results[index]
      if (failure === undefined) this.#kept.delete(token)
      else if (result !== undefined && this.#kept.size < maxKept) this.#kept.set(token, result)
    })
    if (failure !== undefined) throw failure.error
    return settlements.map((_, index) => kept[index] ?? results[index] ?? 'stale')
  }

  /** Extends leases; `unknown` is the result in a database that did not answer, while another one did. */
  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly ExtendResult[]> {
    const { results, failure } = await byShard(
      tokens,
      (token) => this.#ofToken(token),
      (shard, own) =>
        shard.store.extend(
          own.map((token) => readShardToken(token).token),
          leaseMs,
        ),
    )
    if (failure !== undefined && results.every((result) => result === undefined)) throw failure.error
    return tokens.map((token, index) => results[index] ?? (this.#ofToken(token) === undefined ? 'stale' : 'unknown'))
  }

  async setLaneLimits(limits: readonly LaneLimit[]): Promise<void> {
    for (const { lane, most } of limits) if (hasHome(lane)) this.#limits.set(lane, most)
    // Deliveries of a lane may be in every database.
    const all = limits.flatMap((limit) =>
      hasHome(limit.lane)
        ? [{ limit, shard: this.#home(limit.lane) }]
        : this.#shards.map((shard) => ({ limit, shard })),
    )
    const { failure } = await byShard(
      all,
      ({ shard }) => shard,
      async (shard, own) => {
        await shard.store.setLaneLimits(own.map(({ limit }) => limit))
        return []
      },
    )
    if (failure !== undefined) throw failure.error
  }

  async stats(): Promise<QueueStoreStats> {
    const all = await Promise.all(this.#shards.map(({ store }) => store.stats()))
    const sum = (of: (stats: QueueStoreStats) => number): number => all.reduce((total, stats) => total + of(stats), 0)
    const nexts = all.flatMap(({ nextDueInMs }) => nextDueInMs ?? [])
    return {
      ready: sum(({ ready }) => ready),
      delayed: sum(({ delayed }) => delayed),
      leased: sum(({ leased }) => leased),
      oldestDueAgeMs: Math.max(...all.map(({ oldestDueAgeMs = 0 }) => oldestDueAgeMs)),
      ...(nexts.length > 0 && { nextDueInMs: Math.min(...nexts) }),
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#claims.finished()
    await Promise.allSettled([...this.#relays.values(), this.#reading])
    await Promise.all(this.#shards.map(({ store }) => store.close()))
  }

  #home(lane: string): Shard | undefined {
    return this.#byName.get(this.#homeOf(lane)) ?? this.#shards[0]
  }

  #ofToken(token: string): Shard | undefined {
    return this.#byName.get(readShardToken(token).shard)
  }

  /** Learns from an answer: a change of the layout, and items that are not at home. */
  #heard(shard: Shard, { layout, foreignLane }: ReadClaim): void {
    if (this.#isClosed) return
    if (layout > this.#layout.number && this.#reading === undefined) {
      // What fails is tried again with the next answer.
      this.#reading = this.#readLayout()
        .catch((error: unknown) => this.#report(error))
        .finally(() => {
          this.#reading = undefined
        })
    }
    if (foreignLane === undefined || this.#relays.has(shard)) return
    const home = this.#byName.get(this.#homeOf(readName(foreignLane)))
    if (home === undefined || home === shard) return
    const relaying = relay(shard, home, foreignLane)
      .catch(() => {})
      .finally(() => this.#relays.delete(shard))
    this.#relays.set(shard, relaying)
  }

  /** Reports that this process lacks a database, once; failed statements are reported by their database. */
  #report(error: unknown): void {
    if (!(error instanceof PostgresStoreError) || error.code !== 'layout' || error.message === this.#reported) return
    this.#reported = error.message
    this.#onError?.(error)
  }

  async #readLayout(): Promise<void> {
    const before = this.#homeOf
    const layout = await agreeOnLayout(this.#shards)
    this.#homeOf = homes(layout.shards)
    this.#layout = layout
    const moved = [...this.#limits].filter(([lane]) => before(lane) !== this.#homeOf(lane))
    await this.setLaneLimits(moved.map(([lane, most]) => ({ lane, most })))
  }
}

function withOwnToken(settlement: Settlement): Settlement {
  return { ...settlement, token: readShardToken(settlement.token).token }
}

function capabilitiesOf(shards: readonly Shard[]): QueueStoreCapabilities {
  const all = shards.map(({ store }) => store.capabilities)
  const weak = all.find(({ durability }) => durability !== 'power')
  const [first] = all
  if (first === undefined) throw new PostgresStoreError('layout', 'shards: there is none')
  return weak ?? first
}
