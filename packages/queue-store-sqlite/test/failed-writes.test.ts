import { renameSync } from 'node:fs'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore, type SqliteStore } from '../src/index.ts'
import { item, maxFileBytes, tokenOf, tooLarge } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }

const idsOf = async (store: SqliteStore): Promise<readonly string[]> =>
  (await store.claim(all)).claims.map(({ id }) => id)
const outcomes = async (calls: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(calls)).map((call) => (call.status === 'fulfilled' ? call.value : call.reason.code))

describe('a store whose writes fail', () => {
  it('keeps the id of an item if its successor of the same id cannot be written', async () => {
    const clock = new VirtualClock(0)
    const store = await stores.open({ clock, maxFileBytes })
    await store.enqueue([item('r-1')])
    const token = tokenOf((await store.claim({ max: 1, leaseMs: 1_000 })).claims[0])
    const settled = store.settle([{ token, to: 'done', outbox: [item('r-1', { body: tooLarge })] }])
    await expect(settled).rejects.toMatchObject({ code: 'disk-full' })
    expect(await store.enqueue([item('r-1')])).toEqual(['duplicate'])
    await clock.advanceMs(1_000)
    expect(await idsOf(store)).toEqual(['r-1'])
  })

  it('extends a lease while its settlement is written, and keeps the new end if that fails', async () => {
    const clock = new VirtualClock(0)
    const store = await stores.open({ clock, maxFileBytes })
    await store.enqueue([item('r-1')])
    const token = tokenOf((await store.claim({ max: 1, leaseMs: 1_000 })).claims[0])
    const settled = store.settle([{ token, to: 'done', outbox: [item('o', { body: tooLarge })] }])
    const extended = store.extend([token], 5_000)
    expect(await outcomes([settled, extended])).toEqual(['disk-full', ['ok']])
    clock.advanceMs(4_999)
    expect(await idsOf(store)).toEqual([])
    expect(await store.settle([{ token, to: 'done' }])).toEqual(['ok'])
    expect(await store.extend([token], 5_000)).toEqual(['stale'])
  })

  it('writes nothing of a call that failed with the next ones', async () => {
    const options = { path: stores.newPath(), maxFileBytes }
    const store = await stores.open(options)
    await store.enqueue([item('r-1'), item('r-2')])
    const [first, second] = (await store.claim(all)).claims.map((claim) => tokenOf(claim))
    const outbox = [item('small'), item('large', { body: tooLarge })]
    const failing = store.settle([{ token: first ?? '', to: 'done', outbox }])
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' })
    await store.enqueue([item('r-3')])
    await store.settle([{ token: second ?? '', to: 'done' }])
    const after = await stores.reopen(store, options)
    expect((await after.restored).problems).toEqual([])
    expect(await idsOf(after)).toEqual(['r-1', 'r-3'])
  })

  it('accepts a duplicate of an item whose write fails', async () => {
    const store = await stores.open({ maxFileBytes })
    const large = store.enqueue([item('large', { body: tooLarge })])
    const both = store.enqueue([item('small'), item('large')])
    expect(await outcomes([large, both])).toEqual(['disk-full', ['accepted', 'accepted']])
    expect(await idsOf(store)).toEqual(['small', 'large'])
  })

  it('accepts each id in one of several concurrent calls, and answers duplicate in the others', async () => {
    const store = await stores.open()
    const calls = [store.enqueue([item('a')]), store.enqueue([item('b'), item('a')]), store.enqueue([item('b')])]
    expect(await Promise.all(calls)).toEqual([['accepted'], ['duplicate', 'duplicate'], ['accepted']])
  })

  it('keeps what an operator could not remove or try again', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await store.enqueue([item('r-1'), item('later', { lane: 'other', delayMs: 60_000 })])
    // The store refuses to write to a file that is gone, also the note of a claim.
    renameSync(path, `${path}.away`)
    const { admin } = store
    const calls = [admin?.purge({ lane: 'lane' }), admin?.redrive(['later']), admin?.pause('lane')]
    const results = await Promise.allSettled(calls)
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await expect(store.claim(all)).rejects.toMatchObject({ code: 'removed' })
    expect(await store.stats()).toMatchObject({ ready: 1, delayed: 1, leased: 0 })
    renameSync(`${path}.away`, path)
    expect(await idsOf(store)).toEqual(['r-1'])
  })

  it('writes nothing of a call that cannot be serialised, and the calls that share its flush', async () => {
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

  it('completes a call that waits for the write of another before closing', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await store.enqueue([item('a')])
    const token = tokenOf((await store.claim(all)).claims[0])
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

  it('answers full within one call at the bound of waiting bytes', async () => {
    const store = await stores.open()
    const body = 'x'.repeat(8 * 1_048_576)
    const items = Array.from({ length: 40 }, (_, n) => item(`r-${n}`, { body }))
    const results = await store.enqueue(items)
    expect([results.indexOf('full'), results.at(-1)]).toEqual([33, 'full'])
  })

  it('rejects a backup once closed', async () => {
    const store = await stores.open()
    await store.close()
    await expect(store.backup(stores.newPath())).rejects.toMatchObject({ code: 'closed' })
  })
})
