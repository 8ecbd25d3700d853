import type { NewItem } from '@async-invoke/engine'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enqueueWithin, openPostgresStore, type PostgresDatabase, type PostgresStore } from '../src/index.ts'
import { manyDead } from '../src/lib/schema/floors-functions.ts'
import { nothingKnown } from '../src/lib/statements/claim.ts'
import { openWithFloors } from './store-cases.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const bytes = new TextEncoder().encode('{}')
const itemsOf = (lanes: number, prefix: string): readonly NewItem[] =>
  Array.from({ length: 100 }, (_, n) => ({
    ...{ id: `${prefix}-${n}`, lane: `function:f-${n % lanes}`, delayMs: 0, state: bytes, body: bytes },
  }))
const idsOf = async (store: PostgresStore): Promise<readonly string[]> =>
  (await store.claim({ max: 100, leaseMs: 60_000 })).claims.map(({ id }) => id)

describe.skipIf(whyNoServer() !== undefined)('claims from the floors of lanes on', () => {
  const newPool = poolsOfTests()
  const pool = newPool()
  beforeAll(() => openPostgresStore({ database: pool }))
  beforeEach(() => pool.query('truncate async_invoke.item, async_invoke.lane_limit'))

  const ways = [
    {
      way: 'enqueueWithin',
      enqueue: (client: PostgresDatabase) => enqueueWithin(client, [{ functionName: 'f-0', requestId: 'late' }]),
    },
    {
      way: 'async_invoke.enqueue',
      enqueue: (client: PostgresDatabase) => client.query(`select async_invoke.enqueue('f-0', '{}', 'late')`, []),
    },
  ]
  it.each(ways)('find at once what was queued long before the commit, by $way', async ({ enqueue }) => {
    const store = await openWithFloors(pool, undefined)
    await store.enqueue(itemsOf(2, 'before'))
    expect(await idsOf(store)).toHaveLength(100)
    const client = await pool.connect()
    await client.query('begin')
    await enqueue(client)
    // Floors are raised as far as they may be.
    for (let claims = 0; claims < 4; claims += 1) {
      await store.enqueue(itemsOf(2, `n-${claims}`))
      expect(await idsOf(store)).toHaveLength(100)
    }
    await client.query('commit')
    client.release()
    expect(await idsOf(store)).toEqual(['late'])
  })

  it('find at once what another store has released or redriven into the past', async () => {
    const [store, another] = [await openWithFloors(pool, undefined), await openPostgresStore({ database: pool })]
    await another.enqueue(itemsOf(1, 'first').slice(0, 2))
    const { claims } = await another.claim({ max: 2, leaseMs: 60_000 })
    for (let n = 0; n < 3; n += 1) {
      await store.enqueue(itemsOf(1, `n-${n}`))
      expect(await idsOf(store)).toHaveLength(100)
    }
    await another.settle([{ token: claims[0]?.token ?? '', to: 'release' }])
    expect(await idsOf(store)).toEqual([claims[0]?.id])
    const dayMs = 86_400_000
    await another.settle([{ token: claims[1]?.token ?? '', to: 'again', delayMs: dayMs, state: bytes }])
    await pool.query('update async_invoke.item set due = due - 2 * $1::bigint where lease is null', [dayMs])
    await another.admin.redrive([claims[1]?.id ?? ''])
    expect(await idsOf(store)).toEqual([claims[1]?.id])
  })

  it('note no floors of many lanes that have no dead entries', async () => {
    const store = await openWithFloors(pool, undefined, manyDead)
    const lanes = 3_000
    const item = { delayMs: 60_000, state: bytes, body: bytes }
    for (let n = 0; n < lanes; n += 1_000)
      await store.enqueue(Array.from({ length: 1_000 }, (_, at) => ({ ...item, id: `${n + at}`, lane: `l-${n + at}` })))
    const { answer, known } = await store.claimHere({ max: 1, leaseMs: 60_000 })
    expect([answer.claims, known]).toEqual([[], nothingKnown])
  })

  it('visit few of the dead entries that an open transaction keeps', async () => {
    const holder = await pool.connect()
    await holder.query('begin isolation level repeatable read')
    await holder.query('select from async_invoke.meta')
    const session = newPool({ max: 1 })
    const store = await openPostgresStore({ database: session })
    const rounds = async (name: string, count: number): Promise<number> => {
      for (let n = 0; n < count; n += 1) {
        await store.enqueue(itemsOf(2, `${name}-${n}`))
        const { claims } = await store.claim({ max: 100, leaseMs: 60_000 })
        expect(claims).toHaveLength(100)
        await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
      }
      return visited(session)
    }
    const before = await rounds('dead', 40)
    const after = await rounds('more', 10)
    // Without floors, each visits the 8,000 that are there several times.
    expect((after - before) / 10).toBeLessThan(2_000)
    await holder.query('rollback')
    holder.release()
  })
})

/** How many entries of the index of lanes the session of a pool has visited so far. */
async function visited(session: PostgresDatabase): Promise<number> {
  await session.query('select pg_stat_force_next_flush()', [])
  const text = "select idx_tup_read as n from pg_stat_user_indexes where indexrelname = 'item_lane'"
  return Number((await session.query(text, [])).rows[0]?.n)
}
