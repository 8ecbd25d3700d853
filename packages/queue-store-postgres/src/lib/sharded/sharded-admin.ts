import type {
  LaneStats,
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from '@async-invoke/engine'
import { writeName } from '../statements/names.ts'
import type { Shard } from './shard.ts'

const ranks = { ready: 0, delayed: 1, leased: 2 } as const

/** Operations of people over several databases: each asks all of them, since deliveries of a lane may be in every one. */
export class ShardedAdmin implements QueueAdmin {
  readonly #shards: readonly Shard[]

  constructor(shards: readonly Shard[]) {
    this.#shards = shards
  }

  async lanes({ limit = 100, cursor }: LanesQuery = {}): Promise<LanesPage> {
    const most = Math.min(Math.max(1, limit), 1_000)
    const pages = await this.#all((admin) => admin.lanes({ limit: most, ...(cursor !== undefined && { cursor }) }))
    const byLane = new Map<string, LaneStats>()
    for (const { lanes } of pages)
      for (const stats of lanes) {
        const written = writeName(stats.lane)
        const other = byLane.get(written)
        byLane.set(written, other === undefined ? stats : together(other, stats))
      }
    const names = [...byLane.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const page = names.slice(0, most)
    const isMore = names.length > most || pages.some(({ next }) => next !== undefined)
    const lanes = page.flatMap((name) => byLane.get(name) ?? [])
    const last = page.at(-1)
    return isMore && last !== undefined ? { lanes, next: last } : { lanes }
  }

  async find(id: string, options?: PeekOptions): Promise<QueuedItem | undefined> {
    return (await this.#all((admin) => admin.find(id, options))).find((item) => item !== undefined)
  }

  async peek(query: PeekQuery): Promise<readonly QueuedItem[]> {
    const most = Math.min(Math.max(0, query.limit ?? 10), 100)
    const items = (await this.#all((admin) => admin.peek(query))).flat()
    return items.sort((a, b) => ranks[a.status] - ranks[b.status] || a.dueInMs - b.dueInMs).slice(0, most)
  }

  async pause(lane: string): Promise<void> {
    await this.#all((admin) => admin.pause(lane))
  }

  async resume(lane: string): Promise<void> {
    await this.#all((admin) => admin.resume(lane))
  }

  async purge(which: PurgeQuery): Promise<number> {
    return sum(await this.#all((admin) => admin.purge(which)))
  }

  async redrive(ids: readonly string[]): Promise<number> {
    return sum(await this.#all((admin) => admin.redrive(ids)))
  }

  #all<Result>(call: (admin: QueueAdmin) => Promise<Result>): Promise<readonly Result[]> {
    return Promise.all(this.#shards.map(({ store }) => call(store.admin)))
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function together(a: LaneStats, b: LaneStats): LaneStats {
  const limits = [a.most, b.most].filter((most) => most !== undefined)
  return {
    lane: a.lane,
    ready: a.ready + b.ready,
    delayed: a.delayed + b.delayed,
    leased: a.leased + b.leased,
    oldestDueAgeMs: Math.max(a.oldestDueAgeMs ?? 0, b.oldestDueAgeMs ?? 0),
    paused: a.paused || b.paused,
    ...(limits.length > 0 && { most: Math.max(...limits) }),
  }
}
