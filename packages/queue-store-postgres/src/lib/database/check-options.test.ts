import { describe, expect, it } from 'vitest'
import { openPostgresStore } from '../open-postgres-store.ts'
import { moveLanes } from '../sharded/move-lanes.ts'
import { shardedStore } from '../sharded/open-sharded-store.ts'
import { planLaneMoves } from '../sharded/plan-lane-moves.ts'
import { Calls } from './calls.ts'

/** Fails the test that sends a statement. */
const database = {
  query: () => {
    throw new Error('a statement was sent')
  },
}

describe('options of a store', () => {
  it.each([
    { options: { migrate: 'Never' }, message: "migrate must be 'auto' or 'never': Never" },
    { options: { migrate: true }, message: "migrate must be 'auto' or 'never': true" },
    { options: { timeoutMs: 0 }, message: 'timeoutMs must be an integer from 1 to 2147483647: 0' },
    { options: { timeoutMs: Number.POSITIVE_INFINITY }, message: 'timeoutMs must be an integer' },
    { options: { timeoutMs: 2_147_483_648 }, message: 'timeoutMs must be an integer' },
    { options: { timeoutMs: Number.NaN }, message: 'timeoutMs must be an integer' },
    { options: { timeoutMs: '60000' }, message: 'timeoutMs must be an integer' },
    { options: { database: undefined }, message: 'database must be a pool or a client' },
    { options: { database: {} }, message: 'database must be a pool or a client' },
    { options: { database: { query: 'select' } }, message: 'database must be a pool or a client' },
  ])('that cannot be are refused before a statement is sent: $message', async ({ options, message }) => {
    const { database: given = undefined, ...rest } = { database, ...options } as Record<string, unknown>
    const open = [
      () => openPostgresStore({ database: given, ...rest } as never),
      () => shardedStore([{ name: 'a', database: given as never }], rest as never),
      () => moveLanes([{ name: 'a', database: given as never }], rest as never),
    ]
    for (const each of open)
      await expect(each()).rejects.toThrow(
        expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
      )
  })

  it.each([
    { shards: undefined, message: 'shards must be an array' },
    { shards: database, message: 'shards must be an array' },
    { shards: [database], message: 'shards[0] must be { name, database }' },
    { shards: [{ name: 'a', database }, undefined], message: 'shards[1] must be { name, database }' },
  ])('refuse what is no list of shards: $message', async ({ shards, message }) => {
    for (const open of [shardedStore, moveLanes, planLaneMoves])
      await expect(open(shards as never)).rejects.toThrow(
        expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
      )
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '250'])('refuse a patience of %s', async (patienceMs) => {
    const options = { patienceMs } as { patienceMs: number }
    await expect(shardedStore([{ name: 'a', database }], options)).rejects.toThrow('patienceMs must be an integer')
  })
})

describe('a driver', () => {
  it.each([undefined, null, 5])('that answers %s makes the call fail, and nothing else', async (answer) => {
    const calls = new Calls({ database: { query: async () => answer as never }, timeoutMs: 1_000, onError: undefined })
    const call = { text: 'select', values: [], action: 'cannot test', repeatable: false }
    await expect(calls.rows(call)).rejects.toMatchObject({ message: expect.stringContaining('cannot test') })
  })
})
