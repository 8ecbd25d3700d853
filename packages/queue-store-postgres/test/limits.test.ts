import { beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresStore } from '../src/index.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const lanes = ['a', 'b', 'c', 'd']
const bytes = new Uint8Array(10)

describe('limits of lanes, with eight claimers on a server', () => {
  const newPool = poolsOfTests()
  const skipped = whyNoServer()
  const pools = skipped === undefined ? Array.from({ length: 9 }, () => newPool({ max: 2 })) : []
  const stores: PostgresStore[] = []
  beforeAll(async () => {
    for (const database of pools) stores.push(await openPostgresStore({ database }))
    await pools[0]?.query('truncate async_invoke.item, async_invoke.lane_limit')
  })

  /** Works until every item is done, and returns the most live leases that any moment showed, by lane. */
  async function work(leaseMs: number, pauseMs: () => number): Promise<ReadonlyMap<string, number>> {
    const [watcher] = pools
    const most = new Map<string, number>()
    let left = 600
    await stores[0]?.enqueue(
      Array.from({ length: left }, (_, n) => ({
        ...{ id: `r-${n}`, lane: lanes[n % lanes.length] ?? 'a', delayMs: 0 },
        ...{ state: bytes, body: bytes },
      })),
    )
    const watch = async (): Promise<void> => {
      while (left > 0) {
        const { rows = [] } =
          (await watcher?.query(
            'select lane, count(*) as live from async_invoke.item where lease is not null and visible > async_invoke.now_ms() group by lane',
          )) ?? {}
        for (const { lane, live } of rows) most.set(lane, Math.max(most.get(lane) ?? 0, Number(live)))
      }
    }
    const claimer = async (store: PostgresStore): Promise<void> => {
      while (left > 0) {
        const { claims } = await store.claim({ max: 20, leaseMs })
        if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
        const tokens = claims.map(({ token }) => token)
        await new Promise((resolve) => setTimeout(resolve, pauseMs()))
        await store.extend(
          tokens.filter((_, index) => index % 2 === 0),
          leaseMs,
        )
        const results = await store.settle(tokens.map((token) => ({ token, to: 'done' })))
        left -= results.filter((result) => result === 'ok').length
      }
    }
    await Promise.all([watch(), ...stores.slice(1).map(claimer)])
    return most
  }

  it.for([
    { case: 'leases that last', leaseMs: 60_000, pauseMs: () => Math.random() * 4 },
    { case: 'leases that end while they are extended', leaseMs: 40, pauseMs: () => Math.random() * 60 },
  ])('are never exceeded, with $case', async ({ leaseMs, pauseMs }, { skip }) => {
    skip(skipped !== undefined, skipped)
    await stores[0]?.setLaneLimits(lanes.map((lane) => ({ lane, most: 5 })))
    const most = await work(leaseMs, pauseMs)
    expect([...most].filter(([, live]) => live > 5)).toEqual([])
    expect(Math.max(...most.values())).toBe(5)
  })
})
