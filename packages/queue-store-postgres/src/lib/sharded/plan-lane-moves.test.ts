import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pgliteDatabases } from '../../../test/pglite.ts'
import {
  moveLanes,
  openPostgresStore,
  type PostgresDatabase,
  type PostgresShard,
  planLaneMoves,
  shardedStore,
} from '../../index.ts'
import { homes } from './home-of.ts'

const bytes = new TextEncoder().encode('{}')
const lanes = Array.from({ length: 30 }, (_, n) => `function:f-${n}`)
const homeOf = homes(['a', 'b'])

describe('planLaneMoves', () => {
  let databases: readonly PostgresDatabase[] = []
  let shards: readonly PostgresShard[] = []
  beforeAll(async () => {
    databases = await pgliteDatabases(2)
    shards = databases.map((database, index) => ({ name: 'ab'[index] ?? '', database }))
  })
  beforeEach(async () => {
    for (const database of databases) {
      await openPostgresStore({ database })
      await database.query('truncate async_invoke.item, async_invoke.arrived_lane, async_invoke.relayed', [])
      const nothing = 'shard = null, shards = null, shards_before = null, layout = 0'
      await database.query(`update async_invoke.meta set ${nothing}`, [])
    }
    const store = await shardedStore(shards.slice(0, 1))
    const items = [...lanes, 'destination:d'].map((lane) => ({ id: lane, lane, delayMs: 0, state: bytes, body: bytes }))
    await store.enqueue(items)
  })
  const layouts = () =>
    Promise.all(databases.map(async (database) => (await database.query('select * from async_invoke.meta', [])).rows))

  it('lists the functions that a new database wins, with their items, and changes nothing', async () => {
    const { claims } = await (await shardedStore(shards.slice(0, 1))).claim({ max: 100, leaseMs: 60_000 })
    expect(claims).toHaveLength(31)
    const before = await layouts()
    const plan = await planLaneMoves(shards)
    const moving = lanes.filter((lane) => homeOf(lane) === 'b').sort()
    expect(plan).toEqual({
      ...{ from: ['a'], to: ['a', 'b'], isUnderWay: false },
      lanes: moving.map((lane) => ({ lane, from: 'a', to: 'b', items: 1, leased: 1 })),
      deliveries: 0,
    })
    expect(moving.length).toBeGreaterThan(5)
    expect(await layouts()).toEqual(before)
  })

  it('tells what is left of a move that has begun, and that nothing is left at its end', async () => {
    const killed = moveLanes(shards, {
      onArrived: () => {
        throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    const plan = await planLaneMoves(shards)
    expect(plan).toMatchObject({ from: ['a'], to: ['a', 'b'], isUnderWay: true })
    await expect(planLaneMoves(shards, { to: ['a'] })).rejects.toMatchObject({ code: 'layout' })
    await moveLanes(shards)
    expect(await planLaneMoves(shards)).toEqual({
      from: ['a', 'b'],
      to: ['a', 'b'],
      isUnderWay: false,
      lanes: [],
      deliveries: 0,
    })
  })

  it('counts the deliveries of a database that leaves', async () => {
    const plan = await planLaneMoves(shards, { to: ['b'] })
    expect(plan).toMatchObject({ from: ['a'], to: ['b'], deliveries: 1 })
    expect(plan.lanes).toHaveLength(lanes.length)
  })

  it.each([
    { case: 'a database that is not given', to: ['a', 'c'], code: 'layout' },
    { case: 'no database', to: [], code: 'layout' },
  ])('refuses $case, as a move does', async ({ to, code }) => {
    await expect(planLaneMoves(shards, { to })).rejects.toMatchObject({ code })
    await expect(moveLanes(shards, { to })).rejects.toMatchObject({ code })
  })

  it('refuses a database without tables, and creates none', async () => {
    await databases[1]?.query('drop schema async_invoke cascade', [])
    await expect(planLaneMoves(shards)).rejects.toMatchObject({ code: 'no-schema' })
    await expect(planLaneMoves(shards)).rejects.toMatchObject({ code: 'no-schema' })
  })
})
