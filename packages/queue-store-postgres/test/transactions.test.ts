import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  enqueueWithin,
  fromPostgresJs,
  openPostgresStore,
  type PostgresDatabase,
  type PostgresStore,
  postgresGrants,
} from '../src/index.ts'
import { poolsOfTests, serverUrl, whyNoServer } from './test-database.ts'

const skipped = whyNoServer()

describe('events in a transaction of the caller', () => {
  const newPool = poolsOfTests()
  const pool = newPool()
  const sql = postgres(serverUrl(), { onnotice: () => {} })
  afterAll(() => sql.end())
  let store: PostgresStore
  beforeAll(async () => {
    if (skipped === undefined) store = await openPostgresStore({ database: pool })
  })
  beforeEach(async ({ skip }) => {
    skip(skipped !== undefined, skipped)
    await pool.query('truncate async_invoke.item, async_invoke.lane_limit')
  })

  const count = async (): Promise<number> => (await store.stats()).ready

  const ways = [
    {
      way: 'enqueueWithin',
      enqueue: (client: PostgresDatabase) => enqueueWithin(client, [{ functionName: 'orders', payload: { a: 1 } }]),
    },
    {
      way: 'async_invoke.enqueue',
      enqueue: (client: PostgresDatabase) => client.query(`select async_invoke.enqueue('orders', '{"a":1}')`, []),
    },
  ]
  it.each(ways)('are there after its commit, and not before, by $way', async ({ enqueue }) => {
    const client = await pool.connect()
    await client.query('begin')
    await enqueue(client)
    expect(await count()).toBe(0)
    await client.query('commit')
    client.release()
    expect(await count()).toBe(1)
  })

  it.each(ways)('leave nothing after its rollback, by $way', async ({ enqueue }) => {
    const client = await pool.connect()
    await client.query('begin')
    await enqueue(client)
    await client.query('rollback')
    client.release()
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it.each(ways)('age from their insert, not from the commit, by $way', async ({ enqueue }) => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('select pg_sleep(0.1)')
    const { rows } = await client.query('select async_invoke.now_ms() as now_ms')
    await enqueue(client)
    await client.query('select pg_sleep(0.3)')
    await client.query('commit')
    client.release()
    const { claims, nowMs } = await store.claim({ max: 1, leaseMs: 1_000 })
    const { acceptedAtMs } = JSON.parse(new TextDecoder().decode(claims[0]?.state))
    expect(acceptedAtMs).toBeGreaterThanOrEqual(Number(rows[0].now_ms))
    expect(nowMs - acceptedAtMs).toBeGreaterThanOrEqual(300)
  })

  it('join a transaction of postgres.js', async () => {
    const refused = sql.begin(async (transaction) => {
      await enqueueWithin(fromPostgresJs(transaction), [{ functionName: 'orders' }])
      throw new Error('not today')
    })
    await expect(refused).rejects.toThrow('not today')
    await sql.begin((transaction) => enqueueWithin(fromPostgresJs(transaction), [{ functionName: 'orders' }]))
    expect(await count()).toBe(1)
  })

  it('end in a conflict where a snapshot hides the same id', async () => {
    const client = await pool.connect()
    await client.query('begin isolation level repeatable read')
    await client.query('select 1')
    const event = { functionName: 'orders', requestId: 'same' }
    await enqueueWithin(pool, [event])
    await expect(enqueueWithin(client, [event])).rejects.toMatchObject({ code: 'conflict', sqlState: '40001' })
    await client.query('rollback')
    client.release()
  })

  it('are not claimed in a transaction whose snapshot is older than a lock', async () => {
    const client = await pool.connect()
    await client.query('begin isolation level repeatable read')
    const inTransaction = await openPostgresStore({ database: client })
    await expect(inTransaction.claim({ max: 1, leaseMs: 1_000 })).rejects.toMatchObject({
      message: expect.stringContaining('read committed'),
    })
    await client.query('rollback')
    client.release()
  })

  it('need no rights but those that postgresGrants gives', async () => {
    const roles = { worker: 'async_invoke "worker"', application: 'async_invoke application' }
    const quoted = Object.values(roles).map((role) => `"${role.replaceAll('"', '""')}"`)
    for (const role of quoted) await pool.query(`create role ${role}`)
    try {
      await pool.query(postgresGrants(roles))
      const client = await pool.connect()
      const as = (role: string | undefined) => client.query(`set role ${role ?? 'none'}`)
      await as(quoted[1])
      for (const { enqueue } of ways) await enqueue(client)
      await expect(client.query('select state from async_invoke.item')).rejects.toThrow('permission denied')
      await expect(client.query('delete from async_invoke.item')).rejects.toThrow('permission denied')
      await as(quoted[0])
      const worker = await openPostgresStore({ database: client, migrate: 'never' })
      await worker.setLaneLimits([{ lane: 'function:orders', most: 1 }])
      const { claims } = await worker.claim({ max: 10, leaseMs: 1_000 })
      expect(claims).toHaveLength(1)
      const tokens = claims.map(({ token }) => token)
      expect(await worker.extend(tokens, 1_000)).toEqual(['ok'])
      expect(await worker.settle(tokens.map((token) => ({ token, to: 'done' })))).toEqual(['ok'])
      await worker.admin.pause('function:orders')
      await worker.admin.purge({ lane: 'function:orders' })
      expect(await worker.stats()).toMatchObject({ ready: 0 })
      await expect(client.query('drop table async_invoke.item')).rejects.toThrow('must be owner')
      await as(undefined)
      client.release()
    } finally {
      for (const role of quoted) await pool.query(`drop owned by ${role}; drop role ${role}`)
    }
  })
})
