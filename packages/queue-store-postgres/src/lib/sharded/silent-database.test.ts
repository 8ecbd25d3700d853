import { createEngine, systemClock } from '@async-invoke/engine'
import { expect, it } from 'vitest'
import { pgliteDatabases } from '../../../test/pglite.ts'
import { openPostgresStore, shardedStore } from '../../index.ts'
import { homes } from './home-of.ts'

const names = ['a', 'b']

/** A function that lives in a database. */
function functionIn(shard: string): string {
  const homeOf = homes(names)
  return Array.from({ length: 100 }, (_, n) => `f-${n}`).find((name) => homeOf(`function:${name}`) === shard) ?? ''
}

it('accepts, runs and settles events of one database while another one does not answer', async () => {
  const databases = await pgliteDatabases(2)
  for (const database of databases) await openPostgresStore({ database })
  let isSilent = false
  let answer = (): void => {}
  const silent = new Promise<void>((resolve) => (answer = resolve))
  const shards = databases.map((database, index) => ({
    name: names[index] ?? '',
    database: {
      query: async (text: string, values: unknown[]) => {
        if (isSilent && index === 1) await silent
        return database.query(text, values)
      },
    },
  }))
  const store = await shardedStore(shards, { patienceMs: 0 })
  const [inA, inB] = [functionIn('a'), functionIn('b')]
  const ended: string[] = []
  let runs = 0
  /** The event of b ends once its database has fallen silent, so that its settlement waits first. */
  const handler = async ({ silence = false }: { readonly silence?: boolean }) => {
    runs += 1
    if (silence) isSilent = true
  }
  const engine = createEngine({
    ...{ store, clock: systemClock, functions: { [inA]: { handler }, [inB]: { handler } } },
    onTimeline: ({ type, requestId }) => void (type === 'decided' && ended.push(requestId)),
  })
  await engine.accept(inB, { silence: true }, { requestId: 'b-1' })
  await expect.poll(() => isSilent).toBe(true)
  const ofB = engine.accept(inB, {}, { requestId: 'b-2' })
  for (const requestId of ['a-1', 'a-2', 'a-3']) await engine.accept(inA, {}, { requestId })
  await expect.poll(() => ended.toSorted()).toEqual(['a-1', 'a-2', 'a-3'])
  answer()
  await ofB
  await expect.poll(() => ended.toSorted(), { timeout: 10_000 }).toEqual(['a-1', 'a-2', 'a-3', 'b-1', 'b-2'])
  expect(runs).toBe(5)
  await engine.stop()
  await store.close()
}, 30_000)
