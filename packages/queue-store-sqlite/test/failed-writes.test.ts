import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import { expect, it } from 'vitest'
import { inspectSqliteStore, type SqliteStore } from '../src/index.ts'
import { item, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }
/** More than a file of this bound takes. */
const maxFileBytes = 200_000
const tooLarge = 'x'.repeat(1_000_000)

const idsOf = async (store: SqliteStore): Promise<readonly string[]> => (await store.claim(all)).map(({ id }) => id)
const outcomes = async (calls: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(calls)).map((call) => (call.status === 'fulfilled' ? call.value : call.reason.code))

it('an item whose successor of the same id cannot be written keeps its id', async () => {
  const clock = new VirtualClock(0)
  const store = await stores.open({ clock, maxFileBytes })
  await store.enqueue([item('r-1')])
  const token = tokenOf((await store.claim({ max: 1, leaseMs: 1_000 }))[0])
  const settled = store.settle([{ token, to: 'done', outbox: [item('r-1', { body: tooLarge })] }])
  await expect(settled).rejects.toMatchObject({ code: 'disk-full' })
  expect(await store.enqueue([item('r-1')])).toEqual(['duplicate'])
  await clock.advanceMs(1_000)
  expect(await idsOf(store)).toEqual(['r-1'])
})

it('a call with a duplicate of an item that cannot be written is no part of that failure', async () => {
  const store = await stores.open({ maxFileBytes })
  const large = store.enqueue([item('large', { body: tooLarge })])
  const both = store.enqueue([item('small'), item('large')])
  expect(await outcomes([large, both])).toEqual(['disk-full', ['accepted', 'accepted']])
  expect(await idsOf(store)).toEqual(['small', 'large'])
})

it('each id is accepted by one of several calls under way, and a duplicate in the others', async () => {
  const store = await stores.open()
  const calls = [store.enqueue([item('a')]), store.enqueue([item('b'), item('a')]), store.enqueue([item('b')])]
  expect(await Promise.all(calls)).toEqual([['accepted'], ['duplicate', 'duplicate'], ['accepted']])
})

it('of a call that cannot be put into words nothing is written, and what shares its flush is', async () => {
  const path = stores.newPath()
  const store = await stores.open({ path })
  const detached = item('detached', { body: 'x' })
  structuredClone(detached.body, { transfer: [detached.body.buffer as ArrayBuffer] })
  Object.defineProperty(detached.body, 'length', { value: 10 })
  const calls = [store.enqueue([item('first'), detached]), store.enqueue([item('after')])]
  expect(await outcomes(calls)).toEqual(['failed', ['accepted']])
  expect(inspectSqliteStore(path).listed.map(({ id }) => id)).toEqual(['after'])
  expect(await store.stats()).toMatchObject({ ready: 1, delayed: 0, leased: 0 })
  expect(await store.enqueue([item('first')])).toEqual(['accepted'])
})

it('closing lets a call end that waits for the write of another', async () => {
  const path = stores.newPath()
  const store = await stores.open({ path })
  await store.enqueue([item('a')])
  const token = tokenOf((await store.claim(all))[0])
  const o = item('o')
  const calls = [
    store.enqueue([o]),
    store.settle([{ token, to: 'done', outbox: [o] }]),
    store.enqueue([o]),
    store.close(),
  ]
  expect(await outcomes(calls)).toEqual([['accepted'], ['ok'], ['duplicate'], undefined])
  expect(inspectSqliteStore(path).listed.map(({ id }) => id)).toEqual(['o'])
})

it('an item that holds nothing and is gone from the database is missed all the same', async () => {
  const path = stores.newPath()
  const store = await stores.open({ path })
  await store.enqueue([item('here'), item('gone')])
  const database = new DatabaseSync(path)
  database.exec("DELETE FROM item WHERE id = 'gone'")
  database.close()
  await expect(store.claim(all)).rejects.toMatchObject({ code: 'corrupt' })
})

it('one call cannot bring more than may wait for the disk', async () => {
  const store = await stores.open()
  const body = 'x'.repeat(8 * 1_048_576)
  const items = Array.from({ length: 40 }, (_, n) => item(`r-${n}`, { body }))
  const results = await store.enqueue(items)
  expect([results.indexOf('full'), results.at(-1)]).toEqual([33, 'full'])
})

it('a backup of a closed store rejects', async () => {
  const store = await stores.open()
  await store.close()
  await expect(store.backup(stores.newPath())).rejects.toMatchObject({ code: 'closed' })
})
