import type { NewItem, Settlement } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { openPostgresStore, type PostgresDatabase } from '../src/index.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

const bytes = new TextEncoder().encode('{}')
const itemsOf = (name: string, count: number): readonly NewItem[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${name}-${n}`, lane: `l-${n % 5}`, delayMs: 0, state: bytes, body: bytes },
  }))

describe.skipIf(whyNoServer() !== undefined)('a queue that was analyzed with one row', () => {
  const newPool = poolsOfTests()

  it('looks items up by their ids, and visits no dead ones', async () => {
    const session = newPool({ max: 1 })
    const store = await openPostgresStore({ database: session })
    await session.query('truncate async_invoke.item, async_invoke.lane_limit')
    const holder = await newPool({ max: 1 }).connect()
    await holder.query('begin isolation level repeatable read')
    await holder.query('select from async_invoke.meta')
    const tokensOf = async (count: number): Promise<readonly string[]> => {
      const { claims } = await store.claim({ max: count, leaseMs: 60_000 })
      expect(claims).toHaveLength(count)
      return claims.map(({ token }) => token)
    }
    for (let round = 0; round < 5; round += 1) {
      await store.enqueue(itemsOf(`dead-${round}`, 1_000))
      await store.settle((await tokensOf(1_000)).map((token) => ({ token, to: 'done' })))
    }
    await store.enqueue(itemsOf('one', 1))
    await session.query('analyze async_invoke.item')
    const seen: string[] = []
    let before = await visited(session)
    const note = async (call: string): Promise<void> => {
      const now = await visited(session)
      if (now - before > 500) seen.push(`${call} visited ${now - before} entries`)
      before = now
    }
    const ways: readonly ((token: string) => Settlement)[] = [
      (token) => ({ token, to: 'release' }),
      (token) => ({ token, to: 'again', delayMs: 0, state: bytes }),
      (token) => ({ token, to: 'done', outbox: [] }),
    ]
    for (const way of ways) {
      const tokens = await tokensOf(1)
      await note('claim')
      expect(await store.extend(tokens, 60_000)).toEqual(['ok'])
      await note('extend')
      const settlements = tokens.map(way)
      expect(await store.settle(settlements)).toEqual(['ok'])
      await note(`settle ${settlements[0]?.to}`)
    }
    await store.enqueue(itemsOf('waiting', 2))
    await store.admin.redrive(['waiting-0'])
    await note('redrive')
    await store.admin.purge({ id: 'waiting-0' })
    await note('purge of an item')
    await holder.query('rollback')
    holder.release()
    expect(seen).toEqual([])
  })
})

/** How many entries of the index of ids have been visited so far. */
async function visited(session: PostgresDatabase): Promise<number> {
  await session.query('select pg_stat_force_next_flush()', [])
  const text = "select idx_tup_read as n from pg_stat_user_indexes where indexrelname = 'item_pkey'"
  return Number((await session.query(text, [])).rows[0]?.n)
}
