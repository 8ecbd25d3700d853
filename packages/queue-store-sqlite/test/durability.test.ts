import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { bytes, crashImage, item, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 100, leaseMs: 60_000 }

async function afterCrash(path: string, clock: VirtualClock) {
  return stores.open({ path: crashImage(path), clock })
}

describe('after a crash', () => {
  it('restores accepted items with state, body, lane and due time, and drops finished ones', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(5_000)]
    const store = await stores.open({ path, clock })
    await store.enqueue([
      item('done'),
      item('kept', { state: 's', body: 'b', lane: 'l' }),
      item('later', { delayMs: 10 }),
    ])
    const [done] = (await store.claim({ max: 1, leaseMs: 1_000 })).claims
    await store.settle([{ token: tokenOf(done), to: 'done', outbox: [item('outbox', { body: 'record' })] }])
    const after = await afterCrash(path, clock)
    expect(after.opened).toMatchObject({ items: 3, afterCrash: true, integrity: { problems: [] } })
    const { claims, nextInMs } = await after.claim(all)
    expect(claims.map(({ id, lane, state, body }) => [id, lane, state, body])).toEqual([
      ['kept', 'l', bytes('s'), bytes('b')],
      ['outbox', 'lane', bytes(''), bytes('record')],
    ])
    expect(nextInMs).toBe(10)
  })

  it('hands out leased items at once, because the lock proves that their owner is gone', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    const [late] = (await store.claim(all)).claims
    const after = await afterCrash(path, clock)
    const [claim] = (await after.claim(all)).claims
    expect([claim?.id, claim?.deliveries]).toEqual(['r-1', 2])
    expect(await after.settle([{ token: tokenOf(late), to: 'done' }])).toEqual(['stale'])
  })

  it('counts a delivery without an outcome once, one with an outcome not again, and a release not', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    const store = await stores.open({ path, clock })
    await store.enqueue([item('crashed'), item('again'), item('released'), item('lapsed', { delayMs: 1 })])
    const [, again, released] = (await store.claim(all)).claims
    await store.settle([
      { token: tokenOf(again), to: 'again', delayMs: 1, state: bytes('s') },
      { token: tokenOf(released), to: 'release' },
    ])
    clock.advanceMs(1)
    const lapsing = (await store.claim({ max: 100, leaseMs: 5 })).claims.map(({ id }) => id)
    expect(lapsing.sort()).toEqual(['again', 'lapsed', 'released'])
    clock.advanceMs(5)
    await store.claim({ max: 100, leaseMs: 5 })
    const after = await afterCrash(path, clock)
    const counted = Object.fromEntries((await after.claim(all)).claims.map(({ id, deliveries }) => [id, deliveries]))
    expect(counted).toEqual({ crashed: 2, again: 4, released: 3, lapsed: 3 })
  })

  it('keeps the items between those that ended, and those that ended gone, in whatever order they did', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    const store = await stores.open({ path, clock })
    const ids = Array.from({ length: 40 }, (_, index) => `r-${index}`)
    await store.enqueue(ids.map((id) => item(id)))
    const claims = (await store.claim(all)).claims
    const ended = new Set([30, 31, 32, 3, 1, 7, 6, 39, 0])
    await store.settle([...ended].map((index) => ({ token: tokenOf(claims[index]), to: 'done' })))
    const after = await afterCrash(path, clock)
    const left = ids.filter((_, index) => !ended.has(index))
    expect((await after.claim(all)).claims.map(({ id }) => id)).toEqual(left)
  })

  it('counts no delivery for an item that was released before the crash', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    const store = await stores.open({ path, clock })
    await store.enqueue([item('released'), item('leased')])
    const [released] = (await store.claim(all)).claims
    await store.settle([{ token: tokenOf(released), to: 'release' }])
    const after = await afterCrash(path, clock)
    const counted = (await after.claim(all)).claims.map(({ id, deliveries }) => [id, deliveries])
    expect(Object.fromEntries(counted)).toEqual({ released: 1, leased: 2 })
  })

  it('adds up deliveries over several crashes, so that an item that kills its process is detected', async () => {
    const clock = new VirtualClock(0)
    let path = stores.newPath()
    let store = await stores.open({ path, clock })
    await store.enqueue([item('poison')])
    for (let crashes = 0; crashes < 5; crashes += 1) {
      const [claim] = (await store.claim(all)).claims
      expect(claim?.deliveries).toBe(crashes + 1)
      path = crashImage(path)
      store = await stores.open({ path, clock })
    }
  })
})

describe('a store', () => {
  it('opens without a check after a proper close, and reports it', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0) }
    const store = await stores.open(options)
    const integrity = { problems: [], scope: 'items', tookMs: expect.any(Number) }
    expect(store.opened).toEqual({ items: 0, afterCrash: false, integrity })
    await store.enqueue([item('r-1')])
    const again = await stores.reopen(store, options)
    expect(again.opened).toEqual({ items: 1, afterCrash: false, integrity })
  })

  it('completes pending calls on close, and rejects later ones', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0) }
    const store = await stores.open(options)
    const adding = store.enqueue([item('r-1')])
    await Promise.all([store.close(), store.close()])
    expect(await adding).toEqual(['accepted'])
    await expect(store.enqueue([item('r-2')])).rejects.toMatchObject({ name: 'SqliteStoreError', code: 'closed' })
    expect((await stores.reopen(store, options)).opened.items).toBe(1)
  })

  it('gives an outbox item the id of the item that ends', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0) }
    const store = await stores.open(options)
    await store.enqueue([item('r-1', { body: 'first' })])
    const [claim] = (await store.claim(all)).claims
    await store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('r-1', { body: 'second' })] }])
    expect(await store.enqueue([item('r-1')])).toEqual(['duplicate'])
    const after = await stores.reopen(store, options)
    expect((await after.claim(all)).claims.map(({ body }) => body)).toEqual([bytes('second')])
  })

  it('extends a lease from now, and not once it has expired', async () => {
    const clock = new VirtualClock(0)
    const store = await stores.open({ clock })
    await store.enqueue([item('r-1')])
    const [claim] = (await store.claim({ max: 1, leaseMs: 1_000 })).claims
    clock.advanceMs(900)
    expect(await store.extend([tokenOf(claim), 'x:1'], 1_000)).toEqual(['ok', 'stale'])
    clock.advanceMs(999)
    expect((await store.claim(all)).claims).toEqual([])
    clock.advanceMs(1)
    expect(await store.extend([tokenOf(claim)], 1_000)).toEqual(['stale'])
    expect((await store.claim(all)).claims).toHaveLength(1)
  })
})
