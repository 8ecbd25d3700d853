import { createHash } from 'node:crypto'
import { createEngine, type TimelineEntry } from '@async-invoke/engine'
import type { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  keepPostgresHistory,
  migratePostgresStore,
  openPostgresHistory,
  openPostgresStore,
  type PostgresDatabase,
  postgresGrants,
  readPostgresTimeline,
} from '../src/index.ts'
import { migrationBlock } from '../src/lib/schema/migrate.ts'
import { migrations } from '../src/lib/schema/migrations.ts'
import { pgliteDatabase } from './pglite.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const hourMs = 3_600_000

function entry(requestId: string, atMs: number): TimelineEntry {
  return { type: 'lease-lost', requestId, atMs }
}

interface Part {
  readonly from: number
  readonly to: number
}

async function parts(database: PostgresDatabase): Promise<readonly Part[]> {
  const { rows } = await database.query('select * from async_invoke.history_parts() order by begin_ms', [])
  return rows.map(({ begin_ms, end_ms }) => ({ from: Number(begin_ms), to: Number(end_ms) }))
}

const tendAt = (database: PostgresDatabase, nowMs: number) =>
  database.query('select async_invoke.tend_history_at($1::bigint)', [String(nowMs)])

describe('the history', () => {
  let pglite: PGlite
  let database: PostgresDatabase
  beforeAll(async () => {
    ;({ pglite, database } = await pgliteDatabase())
    await migratePostgresStore(database)
  })
  beforeEach(() => keepPostgresHistory(database, 'off'))

  it('is off until its owner begins it, and the error names the call', async () => {
    await expect(openPostgresHistory({ database })).rejects.toMatchObject({
      code: 'unsupported',
      message: 'the database keeps no history: let its owner call keepPostgresHistory',
    })
    expect(await parts(database)).toEqual([])
  })

  it('has the timeline of an event, over all processes that ran it', async () => {
    await keepPostgresHistory(database)
    const store = await openPostgresStore({ database })
    const [accepting, running] = [await openPostgresHistory({ database }), await openPostgresHistory({ database })]
    accepting.onTimeline({ ...entry('r"\\\u0000-1', 1_000), type: 'accepted', functionArn: 'arn', acceptedAtMs: 1_000 })
    running.onTimeline(entry('r"\\\u0000-1', 2_000))
    running.onTimeline({ ...entry('r"\\\u0000-1', 1_500), type: 'attempt-started', attempt: 1 })
    await Promise.all([accepting.close(), running.close()])
    expect(await readPostgresTimeline(database, 'r"\\\u0000-1')).toEqual({
      version: '1.0',
      requestId: 'r"\\\u0000-1',
      functionArn: 'arn',
      acceptedAt: '1970-01-01T00:00:01.000Z',
      entries: [
        { type: 'accepted', at: '1970-01-01T00:00:01.000Z' },
        { type: 'attempt-started', at: '1970-01-01T00:00:01.500Z', attempt: 1 },
        { type: 'lease-lost', at: '1970-01-01T00:00:02.000Z' },
      ],
    })
    expect(await readPostgresTimeline(database, 'other')).toBeUndefined()
    await store.close()
  })

  it('is written by an engine', async () => {
    await keepPostgresHistory(database)
    const store = await openPostgresStore({ database })
    const history = await openPostgresHistory({ database })
    const functions = { orders: { handler: async () => 'done' } }
    const engine = createEngine({ store, functions, onTimeline: history.onTimeline })
    const reference = { functionName: 'orders' }
    await engine.accept({ requestId: 'r-engine', reference, payload: new TextEncoder().encode('{}') })
    await engine.drained()
    await engine.stop()
    await history.close()
    const timeline = await readPostgresTimeline(database, 'r-engine')
    expect(timeline?.entries.map(({ type }) => type)).toEqual(['accepted', 'attempt-started', 'attempt-ended', 'ended'])
    await store.close()
  })

  it('shows an entry once that was written twice, after an answer was lost', async () => {
    await keepPostgresHistory(database)
    let losses = 1
    const losing: PostgresDatabase = {
      async query(text, values) {
        const answer = await database.query(text, values)
        if (text.startsWith('insert') && losses-- > 0) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' })
        return answer
      },
    }
    const history = await openPostgresHistory({ database: losing })
    history.onTimeline(entry('r-2', 1_000))
    await history.close()
    expect((await database.query('select count(*) as n from async_invoke.history', [])).rows).toEqual([{ n: 2 }])
    expect((await readPostgresTimeline(database, 'r-2'))?.entries).toHaveLength(1)
  })

  it('goes on where time has left its partitions', async () => {
    await keepPostgresHistory(database, { keepMs: hourMs })
    const history = await openPostgresHistory({ database })
    for (const { from, to } of await parts(database)) await pglite.exec(`drop table async_invoke.history_${from}_${to}`)
    history.onTimeline(entry('r-3', 1_000))
    await history.flush()
    expect((await readPostgresTimeline(database, 'r-3'))?.entries).toHaveLength(1)
    await history.close()
  })

  it('leaves out an entry that the database can never take, and says which, and writes all others', async () => {
    await keepPostgresHistory(database)
    const errors: string[] = []
    const history = await openPostgresHistory({ database, onError: ({ message }) => errors.push(message) })
    // Not to be compressed, so that no index takes it.
    const hashes = Array.from({ length: 60 }, (_, n) => createHash('sha512').update(String(n)).digest('base64'))
    const long = hashes.join('')
    const refused = [entry(long, 1_000), entry('no-time', Number.NaN), entry('no-date', 1e300)]
    const all = Array.from({ length: 20 }, (_, n) => [entry(`r-${n}`, n), refused[n % 7] ?? entry(`s-${n}`, n)]).flat()
    for (const each of all) history.onTimeline(each)
    await history.flush()
    for (const { requestId } of all.filter((each) => !refused.includes(each)))
      expect((await readPostgresTimeline(database, requestId))?.entries).toHaveLength(1)
    const left = errors.filter((message) => message.startsWith('the history leaves out an entry of '))
    expect(left).toHaveLength(all.filter((each) => refused.includes(each)).length)
    expect(left.some((message) => message.includes(' of no-time: '))).toBe(true)
    await history.close()
  })

  it('leaves entries out rather than hold more than it may, and says so once', async () => {
    let rows = 0
    const counting: PostgresDatabase = {
      async query(text, values) {
        if (text.startsWith('insert')) rows += String(values[5]).split(',').length
        return { rows: [{ span_ms: String(hourMs) }] }
      },
    }
    const errors: string[] = []
    const history = await openPostgresHistory({ database: counting, onError: ({ message }) => errors.push(message) })
    for (let n = 0; n < 20_003; n += 1) history.onTimeline(entry('r-4', n))
    expect(errors).toEqual(['the history leaves entries out: 20000 wait already'])
    await history.close()
    expect(rows).toBe(20_000)
  })

  it('has partitions for now and two spans ahead, never two for a time, and none whose time is over', async () => {
    const steps = fc.array(
      fc.record({
        hours: fc.integer({ min: -5, max: 40 }),
        span: fc.integer({ min: 1, max: 7 }),
        keep: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await keepPostgresHistory(database, 'off')
        let nowMs = 1_000_000 * hourMs + 17
        for (const { hours, span, keep } of sequence) {
          nowMs += hours * hourMs
          const [spanMs, keepMs] = [span * hourMs, Math.max(span, keep) * hourMs]
          await pglite.exec(
            `delete from async_invoke.history_setting; insert into async_invoke.history_setting(span_ms, keep_ms) values (${spanMs}, ${keepMs})`,
          )
          await tendAt(database, nowMs)
          const found = await parts(database)
          for (const ahead of [0, 1, 2])
            expect(
              found.filter(({ from, to }) => from <= nowMs + ahead * spanMs && to > nowMs + ahead * spanMs),
            ).toHaveLength(1)
          for (const [index, { from, to }] of found.entries()) {
            expect(from).toBeLessThan(to)
            expect(from).toBeGreaterThanOrEqual(found[index - 1]?.to ?? 0)
            expect(to).toBeGreaterThan(nowMs - keepMs)
          }
        }
      }),
      { numRuns: 6 },
    )
  })

  it('drops at most 16 old partitions at a time, the oldest first', async () => {
    await keepPostgresHistory(database, { keepMs: hourMs })
    await pglite.exec(
      'delete from async_invoke.history_setting; insert into async_invoke.history_setting values (true, 1000, 1000)',
    )
    for (let n = 0; n < 20; n += 3) await tendAt(database, n * 1_000)
    await pglite.exec('update async_invoke.history_setting set keep_ms = 3600000')
    const before = (await parts(database)).filter(({ to }) => to < hourMs)
    await tendAt(database, 10 * hourMs)
    const after = (await parts(database)).filter(({ to }) => to < hourMs)
    expect(after).toEqual(before.slice(16))
  })

  it.each([
    { options: { keepMs: 999 }, message: 'keepMs is 999, not a whole number of at least 1000 milliseconds' },
    {
      options: { keepMs: 5_000, spanMs: 6_000 },
      message: 'spanMs is 6000, not a whole number of 1000 to 5000 milliseconds, which is keepMs',
    },
  ])('refuses $options', async ({ options, message }) => {
    await expect(keepPostgresHistory(database, options)).rejects.toThrow(new RangeError(message))
  })

  it('comes by a step that a worker of the version before does not notice', async () => {
    await pglite.exec('drop schema async_invoke cascade')
    await database.query(migrationBlock(migrations.slice(0, 3)), [])
    const store = await openPostgresStore({ database, migrate: 'auto' })
    expect(migrations[3]?.oldestReader).toBeLessThanOrEqual(3)
    await keepPostgresHistory(database)
    await store.close()
  })
})

describe('the history on a server', () => {
  const newPool = poolsOfTests()
  const pool = newPool()
  beforeEach(({ skip }) => skip(whyNoServer() !== undefined, whyNoServer()))

  it('is written by a role that may add and read only, and tended with the rights of the owner', async () => {
    await migratePostgresStore(pool)
    await keepPostgresHistory(pool, { keepMs: hourMs })
    await pool.query(
      `do $$ begin if to_regrole('history_worker') is null then create role history_worker; end if; end $$; ${postgresGrants({ worker: 'history_worker' })}`,
    )
    const client = await pool.connect()
    await client.query('set role history_worker')
    for (const { from, to } of await parts(pool)) await pool.query(`drop table async_invoke.history_${from}_${to}`)
    const history = await openPostgresHistory({ database: client })
    history.onTimeline(entry('r-5', 1_000))
    await history.close()
    expect((await readPostgresTimeline(client, 'r-5'))?.entries).toHaveLength(1)
    const forbidden = [
      'delete from async_invoke.history',
      'update async_invoke.history set n = 0',
      'select async_invoke.tend_history_at(0)',
      'select async_invoke.keep_history(null, null)',
      'update async_invoke.history_setting set keep_ms = 1000',
    ]
    for (const text of forbidden) await expect(client.query(text)).rejects.toMatchObject({ code: '42501' })
    await client.query('reset role')
    client.release()
    await keepPostgresHistory(pool, 'off')
    await pool.query('drop owned by history_worker; drop role history_worker')
  })

  it('goes on while a reader holds an old partition, which goes later', async () => {
    await migratePostgresStore(pool)
    await keepPostgresHistory(pool, { keepMs: 1_000 })
    const reader = await pool.connect()
    await reader.query('begin')
    await reader.query('select count(*) from async_invoke.history')
    const [before, later] = [await parts(pool), Date.now() + hourMs]
    await tendAt(pool, later)
    expect(await parts(pool)).toEqual(expect.arrayContaining([...before]))
    await reader.query('rollback')
    reader.release()
    await tendAt(pool, later)
    expect(await parts(pool)).toHaveLength(3)
    await keepPostgresHistory(pool, 'off')
  })

  it('is tended by many at the same time', async () => {
    await migratePostgresStore(pool)
    await keepPostgresHistory(pool, { keepMs: 2_000 })
    await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        for (let round = 0; round < 5; round += 1) await tendAt(pool, Date.now() + (n % 3) * 500 + round * 700)
      }),
    )
    expect((await parts(pool)).length).toBeGreaterThan(3)
    await keepPostgresHistory(pool, 'off')
  })
})
