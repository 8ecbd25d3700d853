import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresStore, type PostgresStoreError } from '../src/index.ts'
import { poolsOfTests, serverUrl, whyNoServer } from './test-database.ts'

const bytes = new Uint8Array(10)
const item = (id: string) => ({ id, lane: 'lane', delayMs: 0, state: bytes, body: bytes })
const role = 'async_invoke_failing'

describe('a failure of a server', () => {
  const skipped = whyNoServer()
  const newPool = poolsOfTests()
  const pool = newPool({ max: 3 })
  let store: PostgresStore
  let heard: PostgresStoreError[] = []
  beforeAll(async () => {
    if (skipped === undefined)
      store = await openPostgresStore({ database: pool, onError: (error) => heard.push(error) })
  })
  beforeEach(async ({ skip }) => {
    skip(skipped !== undefined, skipped)
    await pool.query('truncate async_invoke.item, async_invoke.lane_limit')
    heard = []
  })
  const codes = (): readonly unknown[] => [...new Set(heard.map(({ code, sqlState }) => `${code} ${sqlState}`))]

  /** Holds whatever the statement locks until the function that is returned is called. */
  async function holding(statement: string): Promise<() => Promise<void>> {
    const client = await pool.connect()
    await client.query('begin')
    await client.query(statement)
    return async () => {
      await client.query('rollback')
      client.release()
    }
  }

  it('by a statement timeout is repeated, and answers unavailable without effect once it has failed too often', async () => {
    const database = newPool({ max: 1, options: '-c statement_timeout=30' })
    const impatient = await openPostgresStore({ database, onError: (error) => heard.push(error) })
    const release = await holding('lock table async_invoke.item in exclusive mode')
    expect(await impatient.enqueue([item('late')])).toEqual(['unavailable'])
    await release()
    expect(codes()).toEqual(['timeout 57014'])
    expect(heard).toHaveLength(5)
    expect((await store.stats()).ready).toBe(0)
    expect(await impatient.enqueue([item('late')])).toEqual(['accepted'])
  })

  it('by a server that only reads, as after a failover, is repeated until the server writes', async () => {
    const database = newPool({ max: 1 })
    const moved = await openPostgresStore({ database, onError: (error) => heard.push(error) })
    await database.query('set default_transaction_read_only = on')
    const accepted = moved.enqueue([item('r-1')])
    await expect.poll(codes).toEqual(['read-only 25006'])
    await database.query('set default_transaction_read_only = off')
    expect(await accepted).toEqual(['accepted'])
  })

  it('by too many connections is repeated until one is free', async () => {
    await pool.query(`create role ${role} login connection limit 1`)
    try {
      await pool.query(
        `grant all on all tables in schema async_invoke to ${role}; grant usage on schema async_invoke to ${role}`,
      )
      await pool.query(`grant usage on all sequences in schema async_invoke to ${role}`)
      const url = new URL(serverUrl())
      url.username = role
      const database = new pg.Pool({ connectionString: url.href, max: 1, idleTimeoutMillis: 1 })
      const last = await openPostgresStore({ database, migrate: 'never', onError: (error) => heard.push(error) })
      // A client connects once in its life.
      let taken = new pg.Client({ connectionString: url.href })
      await expect
        .poll(() => {
          taken = new pg.Client({ connectionString: url.href })
          return taken.connect().then(
            () => true,
            () => false,
          )
        })
        .toBe(true)
      const accepted = last.enqueue([item('r-1')])
      await expect.poll(codes).toEqual(['too-many-connections 53300'])
      await taken.end()
      expect(await accepted).toEqual(['accepted'])
      await database.end()
    } finally {
      await pool.query(`drop owned by ${role}; drop role ${role}`)
    }
  })

  it('by a deadlock or a conflict is repeated, and settles once', async () => {
    await store.enqueue([item('r-1')])
    const serializable = newPool({ max: 1, options: '-c default_transaction_isolation=serializable' })
    const strict = await openPostgresStore({ database: serializable, onError: (error) => heard.push(error) })
    const { claims } = await store.claim({ max: 1, leaseMs: 60_000 })
    const token = claims[0]?.token ?? ''
    const other = await pool.connect()
    await other.query('begin')
    await other.query('update async_invoke.item set deliveries = deliveries')
    const settled = strict.settle([{ token, to: 'done' }])
    await expect
      .poll(async () => (await pool.query('select from pg_locks where not granted')).rows.length)
      .toBeGreaterThan(0)
    await other.query('commit')
    other.release()
    expect(await settled).toEqual(['ok'])
    expect(codes()).toEqual(['conflict 40001'])
  })

  it('by a connection that it ends leaves a settlement to its caller, and the item to a later claim', async () => {
    await store.enqueue([item('r-1')])
    const { claims } = await store.claim({ max: 1, leaseMs: 60_000 })
    const token = claims[0]?.token ?? ''
    const release = await holding('select from async_invoke.item for update')
    const settled = store.settle([{ token, to: 'done' }])
    settled.catch(() => {})
    const waiting = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await pool.query(waiting)).rows.length).toBe(1)
    await expect(settled).rejects.toMatchObject({ code: 'connection' })
    await release()
    expect(await store.settle([{ token, to: 'done' }])).toEqual(['ok'])
  })

  it('by a full disk answers full without effect, and accepts once there is room', async () => {
    // The error of a server whose disk is full; a disk that is would end the other tests.
    await pool.query(`create function async_invoke.no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger no_room before insert on async_invoke.item execute function async_invoke.no_room()`)
    try {
      expect(await store.enqueue([item('r-1')])).toEqual(['full'])
      expect(codes()).toEqual(['disk-full 53100'])
    } finally {
      await pool.query('drop function async_invoke.no_room cascade')
    }
    expect(await store.enqueue([item('r-1')])).toEqual(['accepted'])
  })

  afterAll(async () => store?.close())
})
