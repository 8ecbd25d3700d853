import { beforeEach, describe, expect, it } from 'vitest'
import { inspectPostgresStore, openPostgresStore } from '../src/index.ts'
import { adviceOn } from '../src/lib/inspect-postgres-store.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const fine = { items: 100, deadRows: 10, tableBytes: 1, indexes: [], vacuumedAtMs: 0, holders: [] }
const holder = { kind: 'transaction', name: '4711', ageTransactions: 90_000, ageMs: 300_000 } as const

describe('the inspection of a store', () => {
  it.each([
    { state: 'in order', inspected: fine, autovacuum: true, advice: [] },
    { state: 'without autovacuum', inspected: fine, autovacuum: false, advice: [/^Turn autovacuum on/] },
    {
      state: 'with dead rows that a transaction holds',
      inspected: { ...fine, deadRows: 60_000, holders: [holder] },
      autovacuum: true,
      advice: [/^End the transaction 4711: it keeps 60000 dead rows/],
    },
    {
      state: 'with dead rows that nothing holds',
      inspected: { ...fine, deadRows: 60_000, holders: [{ ...holder, ageMs: 5 }] },
      autovacuum: true,
      advice: [/^Run "vacuum async_invoke.item"/],
    },
    {
      state: 'with a large index for few items',
      inspected: { ...fine, indexes: [{ name: 'item_lane', bytes: 130_000_000 }] },
      autovacuum: true,
      advice: [/^Run "reindex index concurrently async_invoke.item_lane"/],
    },
    {
      state: 'with a large index for many items',
      inspected: { ...fine, items: 1_000_000, indexes: [{ name: 'item_lane', bytes: 130_000_000 }] },
      autovacuum: true,
      advice: [],
    },
  ])('advises on one $state', ({ inspected, autovacuum, advice }) => {
    expect(adviceOn(inspected, autovacuum)).toEqual(advice.map((pattern) => expect.stringMatching(pattern)))
  })

  describe('on a server', () => {
    const newPool = poolsOfTests()
    const pool = newPool()
    beforeEach(({ skip }) => skip(whyNoServer() !== undefined, whyNoServer()))

    it('reads sizes, and shows a transaction that is open', async () => {
      await openPostgresStore({ database: pool })
      const client = await pool.connect()
      await client.query('begin isolation level repeatable read')
      const { rows } = await client.query('select pg_backend_pid() as pid, count(*) from async_invoke.item')
      const { holders, indexes, schemaVersion } = await inspectPostgresStore(pool)
      await client.query('rollback')
      client.release()
      expect(holders).toContainEqual(expect.objectContaining({ kind: 'transaction', name: String(rows[0].pid) }))
      expect(indexes.map(({ name }) => name)).toEqual(['item_counted', 'item_lane', 'item_pkey'])
      expect(schemaVersion).toBeGreaterThan(0)
    })
  })
})
