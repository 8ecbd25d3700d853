import type { PGlite } from '@electric-sql/pglite'
import { beforeAll, describe, expect, it } from 'vitest'
import { enqueueWithin, openPostgresStore, type PostgresDatabase, planPostgresMigrations } from '../src/index.ts'
import { migrationBlock } from '../src/lib/schema/migrate.ts'
import { migrations } from '../src/lib/schema/migrations.ts'
import { pgliteDatabase } from './pglite.ts'

describe('the schema', () => {
  let pglite: PGlite
  let database: PostgresDatabase
  beforeAll(async () => {
    ;({ pglite, database } = await pgliteDatabase())
  })
  const setVersion = (version: number, oldestReader: number) =>
    pglite.exec(`update async_invoke.meta set version = ${version}, oldest_reader = ${oldestReader}`)

  it('is not created for a store that may not migrate', async () => {
    await expect(openPostgresStore({ database, migrate: 'never' })).rejects.toMatchObject({
      code: 'no-schema',
      message: expect.stringMatching(/version 0, and this version of the package needs \d+/),
    })
    expect((await database.query(`select to_regnamespace('async_invoke') as schema`, [])).rows).toEqual([
      { schema: null },
    ])
  })

  it('is planned as statements that do the same when they are run by hand', async () => {
    const plan = await planPostgresMigrations(database)
    expect(plan.steps.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
    await database.query(plan.sql, [])
    expect(await planPostgresMigrations(database)).toEqual({ version: migrations.length, steps: [], sql: '' })
    await openPostgresStore({ database, migrate: 'never' })
  })

  it('is taken step by step, and twice without harm', async () => {
    await pglite.exec('drop schema async_invoke cascade')
    await database.query(migrationBlock(migrations.slice(0, 1)), [])
    expect((await planPostgresMigrations(database)).version).toBe(1)
    await database.query(migrationBlock(migrations), [])
    await database.query(migrationBlock(migrations), [])
    const store = await openPostgresStore({ database })
    expect(await store.stats()).toMatchObject({ ready: 0 })
  })

  it('lets a worker of the step before go on, with the statements that it has', async () => {
    await pglite.exec('drop schema async_invoke cascade')
    await database.query(migrationBlock(migrations.slice(0, -1)), [])
    const before = await workOnce(database)
    expect(before).toMatchObject({ queued: 1, claimed: ['w-1', '1'], extended: 1, settled: 1 })
    await database.query(migrationBlock(migrations), [])
    expect(await workOnce(database)).toEqual(before)
  })

  it('may be one step ahead, if the step lets older workers go on', async () => {
    const next = migrations.length + 1
    const sql = `alter table async_invoke.item add column later text not null default 'added';`
    await database.query(
      migrationBlock([...migrations, { version: next, title: 'later', sql, oldestReader: migrations.length }]),
      [],
    )
    const store = await openPostgresStore({ database })
    const item = { id: '1', lane: 'lane', delayMs: 0, state: new Uint8Array(), body: new Uint8Array() }
    expect(await store.enqueue([item])).toEqual(['accepted'])
    const { claims } = await store.claim({ max: 1, leaseMs: 1_000 })
    expect(claims.map(({ id, damaged }) => [id, damaged])).toEqual([['1', undefined]])
  })

  it('is refused with one sentence if it is newer than this version works with', async () => {
    await setVersion(99, 98)
    await expect(openPostgresStore({ database })).rejects.toMatchObject({
      code: 'newer-schema',
      message: `the schema async_invoke has version 99, which is newer, and this version of the package works with versions up to ${migrations.length}; nothing was changed`,
    })
    await setVersion(migrations.length, 1)
  })
})

describe('a damaged item', () => {
  let pglite: PGlite
  let database: PostgresDatabase
  beforeAll(async () => {
    ;({ pglite, database } = await pgliteDatabase())
  })

  it.each([
    { part: 'state', damage: `state = state || '\\x00'` },
    { part: 'body', damage: `body = '\\x62'` },
    { part: 'lane', damage: `lane = 'other'` },
    { part: 'id', damage: `id = 'other'` },
    { part: 'due time', damage: 'due = due - 1' },
    { part: 'time', damage: 'visible = visible - 1' },
    { part: 'deliveries', damage: 'deliveries = 3' },
    { part: 'place', damage: 'seq = seq + 1' },
  ])('is claimed as damaged, and stays so over again, where its $part was changed', async ({ damage }) => {
    const store = await openPostgresStore({ database })
    await pglite.exec('truncate async_invoke.item')
    const item = { lane: 'lane', delayMs: 0, state: Uint8Array.of(1), body: Uint8Array.of(0x61) }
    await store.enqueue([
      { ...item, id: '1' },
      { ...item, id: '2' },
    ])
    await pglite.exec(`update async_invoke.item set ${damage} where id = '1'`)
    for (let round = 0; round < 3; round += 1) {
      const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
      expect(claims.map(({ damaged }) => damaged === true).sort()).toEqual([false, true])
      const state = Uint8Array.of(2)
      await store.settle(claims.map(({ token }) => ({ token, to: 'again', delayMs: 0, state })))
    }
  })
})

describe('a session where a backslash in a string escapes', () => {
  it('creates the schema, queues and claims', async () => {
    const { database } = await pgliteDatabase()
    await database.query('set standard_conforming_strings = off', [])
    try {
      const store = await openPostgresStore({ database })
      await database.query(`select async_invoke.enqueue('orders:$LATEST', '{"a":1}')`, [])
      await enqueueWithin(database, [{ functionName: 'orders:$LATEST', payload: { a: '\\' }, requestId: '\\' }])
      const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
      const decoder = new TextDecoder()
      expect(claims.map(({ body }) => decoder.decode(body))).toEqual(['{"a":1}', '{"a":"\\\\"}'])
      expect(await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))).toEqual(['ok', 'ok'])
    } finally {
      await database.query('reset standard_conforming_strings', [])
    }
  })
})

describe('a claim', () => {
  it('logs no bodies', async () => {
    const { database } = await pgliteDatabase()
    const store = await openPostgresStore({ database })
    const [state, body] = [new Uint8Array(100), new Uint8Array(1_000).fill(0x61)]
    const item = { lane: 'lane', delayMs: 0, state, body }
    await store.enqueue(Array.from({ length: 300 }, (_, n) => ({ ...item, id: `event-${n}` })))
    const before = await loggedBytes(database)
    expect((await store.claim({ max: 300, leaseMs: 60_000 })).claims).toHaveLength(300)
    expect(((await loggedBytes(database)) - before) / 300).toBeLessThan(500)
  })
})

async function loggedBytes(database: PostgresDatabase): Promise<number> {
  const { rows } = await database.query("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes", [])
  return Number(rows[0]?.bytes)
}

/** The statements of a worker of schema 3, as they were: one item is queued, claimed, extended and settled. */
async function workOnce(database: PostgresDatabase) {
  const insert = `insert into async_invoke.item(id, lane, visible, due, seq, state, body, head_sum, state_sum, body_sum)
    select $1::text, $2::text, g.due, g.due, g.seq, $3::bytea, $3::bytea, null, null, null
    from (select async_invoke.now_ms(null) as due, nextval('async_invoke.item_seq') as seq) g on conflict (id) do nothing returning id`
  const claim = `select now_ms, next_ms, id, lane, lease, deliveries, visible, due, seq, state, body, head_sum, state_sum, body_sum, turn
    from async_invoke.claim(null::bigint, 10::integer, 60000::bigint, 1000000::bigint, ''::text, 2147483647::integer,
      2147483647::integer, null::jsonb, ('{}'::text)::text[], ('{}'::text)::integer[])`
  const extend = `select n from async_invoke.extend(null::bigint, ('{w-1}'::text)::text[], ($1::text)::bigint[], 60000::bigint)`
  const settle = `delete from async_invoke.item i where i.id = 'w-1' and i.lease = $1::bigint and i.visible > async_invoke.now_ms(null) returning 1`
  const { length: queued } = (await database.query(insert, ['w-1', 'lane', new Uint8Array(1)])).rows
  const rows = (await database.query(claim, [])).rows
  const lease = String(rows[0]?.lease)
  const { length: extended } = (await database.query(extend, [`{${lease}}`])).rows
  const { length: settled } = (await database.query(settle, [lease])).rows
  return { queued, claimed: [rows[0]?.id, String(rows[0]?.deliveries)], rows: rows.length, extended, settled }
}
