import { beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresDatabase, type PostgresStore } from '../src/index.ts'
import { pgliteDatabase } from './pglite.ts'
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

describe('the count of leases', () => {
  const itemsOf = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ id: `${name}-${n}`, lane: 'a', delayMs: 0, state: bytes, body: bytes },
    }))
  const claimed = async (store: PostgresStore): Promise<readonly string[]> =>
    (await store.claim({ max: 10, leaseMs: 60_000 })).claims.map(({ token }) => token)

  it('has those from before a limit, and from between two limits', async () => {
    const { database } = await pgliteDatabase()
    const store = await openPostgresStore({ database })
    await store.enqueue(itemsOf('n', 8))
    const [first = '', ...others] = await claimed(store)
    expect(others).toHaveLength(7)
    await store.setLaneLimits([{ lane: 'a', most: 9 }])
    await store.enqueue(itemsOf('more', 4))
    expect(await claimed(store)).toHaveLength(1)
    await store.setLaneLimits([{ lane: 'a', most: null }])
    expect(await claimed(store)).toHaveLength(3)
    await store.settle([{ token: first, to: 'again', delayMs: 0, state: bytes }])
    await store.setLaneLimits([{ lane: 'a', most: 11 }])
    expect(await claimed(store)).toEqual([])
    await store.setLaneLimits([{ lane: 'a', most: 12 }])
    expect(await claimed(store)).toHaveLength(1)
  })

  it.each([
    { setBackTo: 500_000, countedAt: 500_000 },
    { setBackTo: 999_990, countedAt: 1_000_001 },
  ])('has those that were given after a clock was set back to $setBackTo', async ({ setBackTo, countedAt }) => {
    const { database } = await pgliteDatabase()
    let now = 1_000_000
    const stores = []
    for (let n = 0; n < 2; n += 1) stores.push(await openPostgresStore({ database, clock: { nowMs: () => now } }))
    const [store, another] = stores as [PostgresStore, PostgresStore]
    await store.setLaneLimits([{ lane: 'a', most: 1 }])
    await store.enqueue(itemsOf('before', 1))
    await store.settle((await claimed(store)).map((token) => ({ token, to: 'done' })))
    now = setBackTo
    await store.enqueue(itemsOf('after', 2))
    expect(await claimed(another)).toHaveLength(1)
    now = countedAt
    expect(await claimed(store)).toEqual([])
  })

  const newPool = poolsOfTests()
  const poolOf = () => newPool({ max: 1 })

  it.skipIf(whyNoServer() !== undefined)('visits few dead entries that an open transaction keeps', async () => {
    const session = poolOf()
    const store = await openPostgresStore({ database: session })
    await session.query('truncate async_invoke.item, async_invoke.lane_limit')
    await store.setLaneLimits([{ lane: 'a', most: 1_000 }])
    const holder = await poolOf().connect()
    await holder.query('begin isolation level repeatable read')
    await holder.query('select from async_invoke.meta')
    // A run that goes on all the time.
    await store.enqueue(itemsOf('long', 1))
    const long = await claimed(store)
    const before = await visited(session)
    for (let round = 0; round < 40; round += 1) {
      expect(await store.extend(long, 60_000)).toEqual(['ok'])
      await store.enqueue(itemsOf(`r-${round}`, 10))
      const tokens = await claimed(store)
      expect(tokens).toHaveLength(10)
      await store.settle(tokens.map((token) => ({ token, to: 'done' })))
    }
    await holder.query('rollback')
    holder.release()
    // From the beginning on, it would visit 10, 20, … and 400 in turn.
    expect((await visited(session)) - before).toBeLessThan(1_000)
  })
})

/** How many entries of the index of counted leases have been visited so far. */
async function visited(session: PostgresDatabase): Promise<number> {
  await session.query('select pg_stat_force_next_flush()', [])
  const text = "select idx_tup_read as n from pg_stat_user_indexes where indexrelname = 'item_counted'"
  return Number((await session.query(text, [])).rows[0]?.n)
}
