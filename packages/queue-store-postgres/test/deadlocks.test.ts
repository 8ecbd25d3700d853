import type { NewItem, Settlement } from '@async-invoke/engine'
import { seededRandom } from '@async-invoke/engine/internal'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresStore } from '../src/index.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const bytes = new TextEncoder().encode('{}')
const count = 150
const lanes = ['lane-0', 'lane-1', 'lane-2']
const ids = Array.from({ length: count }, (_, n) => `i-${n}`)
const itemOf = (id: string): NewItem => ({
  id,
  lane: lanes[id.length % 3] ?? '',
  delayMs: 0,
  state: bytes,
  body: bytes,
})

describe.skipIf(whyNoServer() !== undefined)('the PostgreSQL store on a server', () => {
  const newPool = poolsOfTests()
  const random = seededRandom(1)
  const shuffled = <Part>(parts: readonly Part[]): readonly Part[] =>
    parts
      .map((part) => ({ part, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ part }) => part)
  const failures: string[] = []
  let store: PostgresStore
  beforeAll(async () => {
    // Plans as for large tables: each index has another order.
    const database = newPool({ max: 8, options: '-c enable_seqscan=off -c enable_bitmapscan=off' })
    store = await openPostgresStore({
      database,
      onError: ({ sqlState = '', message }) => failures.push(`${sqlState} ${message}`),
    })
    await database.query('truncate async_invoke.item, async_invoke.lane_limit')
  })

  it('queues, settles and extends the same items in any order at the same time, without a deadlock', async () => {
    for (let round = 0; round < 4; round += 1) {
      const queued = await Promise.all(Array.from({ length: 3 }, () => store.enqueue(shuffled(ids).map(itemOf))))
      const accepted = queued.flat().filter((result) => result === 'accepted').length
      expect(accepted).toBe(count)
      const { claims } = await store.claim({ max: count, leaseMs: 60_000 })
      expect(claims).toHaveLength(count)
      const settlements = claims.map(({ token }, n): Settlement => {
        if (n % 3 === 0) return { token, to: 'done' }
        return n % 3 === 1 ? { token, to: 'release' } : { token, to: 'again', delayMs: 0, state: bytes }
      })
      const settle = () => store.settle(shuffled(settlements))
      const extend = () => store.extend?.(shuffled(claims.map(({ token }) => token)), 60_000)
      const [first, , second] = await Promise.all([settle(), extend(), settle(), extend(), extend()])
      expect([...(first ?? []), ...(second ?? [])].filter((result) => result === 'ok')).toHaveLength(count)
      for (const lane of lanes) await store.admin?.purge({ lane })
      expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
    }
  })

  it('redrives and purges items in any order at the same time, without a deadlock', async () => {
    for (let round = 0; round < 20; round += 1) {
      // In a lane, they are in another order than that of their ids.
      await store.enqueue(shuffled(ids).map((id) => ({ ...itemOf(id), delayMs: 60_000 })))
      const redrive = () => store.admin?.redrive(shuffled(ids))
      const purge = () => Promise.all(lanes.map((lane) => store.admin?.purge({ lane })))
      await Promise.all([redrive(), purge(), redrive(), store.enqueue(shuffled(ids).map(itemOf))])
      await purge()
    }
  })

  afterEach(async () => {
    const pool = newPool({ max: 1 })
    const { rows } = await pool.query('select deadlocks from pg_stat_database where datname = current_database()')
    expect({ failures, deadlocks: Number(rows[0]?.deadlocks) }).toEqual({ failures: [], deadlocks: 0 })
  })

  afterAll(() => store.close())
})
