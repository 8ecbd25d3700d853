import { statSync } from 'node:fs'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { journalEndings } from '../src/lib/files/private-file.ts'
import { item, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }
const kilobyte = 'x'.repeat(1_024)

describe('a store with bounds', () => {
  it('refuses items beyond maxItems until some are done, and never an outbox', async () => {
    const store = await stores.open({ maxItems: 2 })
    expect(await store.enqueue([item('1'), item('2'), item('3')])).toEqual(['accepted', 'accepted', 'full'])
    const [first] = (await store.claim({ max: 1, leaseMs: 1_000 })).claims
    await store.settle([{ token: tokenOf(first), to: 'done', outbox: [item('1/a'), item('1/b')] }])
    expect(await store.stats()).toMatchObject({ ready: 3 })
    expect(await store.enqueue([item('3')])).toEqual(['full'])
    const claims = (await store.claim(all)).claims
    await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
    expect(await store.enqueue([item('3')])).toEqual(['accepted'])
  })

  it('refuses items beyond maxBytes, including those found at opening', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0), maxBytes: 3_000 }
    const store = await stores.open(options)
    expect(await store.enqueue([item('1', { body: kilobyte }), item('2', { body: kilobyte })])).toEqual([
      'accepted',
      'accepted',
    ])
    const after = await stores.reopen(store, options)
    const others = [item('3', { body: kilobyte }), item('4', { state: 'small' })]
    expect(await after.enqueue(others)).toEqual(['full', 'accepted'])
    const first = (await after.claim(all)).claims.find(({ id }) => id === '1')
    await after.settle([{ token: tokenOf(first), to: 'done' }])
    expect(await after.enqueue([item('3', { body: kilobyte }), item('5', { body: kilobyte })])).toEqual([
      'accepted',
      'full',
    ])
  })

  it('counts states that grow and shrink', async () => {
    const store = await stores.open({ maxBytes: 2_000 })
    await store.enqueue([item('1')])
    const [claim] = (await store.claim(all)).claims
    await store.settle([{ token: tokenOf(claim), to: 'again', delayMs: 0, state: new Uint8Array(1_500) }])
    expect(await store.enqueue([item('2', { body: kilobyte })])).toEqual(['full'])
    const [again] = (await store.claim(all)).claims
    await store.settle([{ token: tokenOf(again), to: 'again', delayMs: 0, state: new Uint8Array(10) }])
    expect(await store.enqueue([item('2', { body: kilobyte })])).toEqual(['accepted'])
  })

  it('rejects with disk-full at maxFileBytes, loses nothing, and continues once there is room', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0), maxFileBytes: 400_000 }
    const store = await stores.open(options)
    const accepted: string[] = []
    let refused: unknown
    for (let n = 0; refused === undefined && n < 1_000; n += 1)
      await store.enqueue([item(`r-${n}`, { body: kilobyte })]).then(
        () => accepted.push(`r-${n}`),
        (error) => {
          refused = error
        },
      )
    expect(refused).toMatchObject({ code: 'disk-full', message: expect.stringContaining('full') })
    expect(accepted.length).toBeGreaterThan(100)
    expect(statSync(options.path).size).toBeLessThanOrEqual(400_000)
    const after = await stores.reopen(store, options)
    const claims = (await after.claim(all)).claims
    expect(claims.map(({ id }) => id)).toEqual(accepted)
    await after.settle(claims.map(({ token }) => ({ token, to: 'done' })))
    expect(await after.enqueue([item('room', { body: kilobyte })])).toEqual(['accepted'])
  })

  it('fails only the call that does not fit among those of one flush', async () => {
    const store = await stores.open({ maxFileBytes: 200_000 })
    const results = await Promise.allSettled([
      store.enqueue([item('small-1')]),
      store.enqueue([item('large', { body: 'x'.repeat(1_000_000) })]),
      store.enqueue([item('small-2')]),
      store.enqueue([item('large')]),
    ])
    // The second `large` is not a duplicate: the first was never stored.
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(await store.stats()).toMatchObject({ ready: 3 })
    expect(await store.enqueue([item('large')])).toEqual(['duplicate'])
  })

  it('leaves the lease of a settlement that cannot be written, so that it can be repeated', async () => {
    const clock = new VirtualClock(0)
    const store = await stores.open({ clock, maxFileBytes: 200_000 })
    await store.enqueue([item('r-1')])
    const [claim] = (await store.claim({ max: 1, leaseMs: 1_000 })).claims
    const done = (body: string) =>
      store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('out', { body })] }])
    await expect(done('x'.repeat(1_000_000))).rejects.toMatchObject({ code: 'disk-full' })
    expect(await store.stats()).toMatchObject({ ready: 0, leased: 1 })
    expect(await done('fits')).toEqual(['ok'])
    expect((await store.claim(all)).claims.map(({ id }) => id)).toEqual(['out'])
  })

  it('loads at most 64 MiB with one claim, and leaves the rest to the next', async () => {
    const store = await stores.open()
    const body = 'x'.repeat(8 * 1_048_576)
    for (let n = 0; n < 10; n += 1) await store.enqueue([item(`r-${n}`, { body })])
    expect((await store.claim(all)).claims).toHaveLength(8)
    expect((await store.claim(all)).claims).toHaveLength(2)
  })

  it('reuses the space of finished items, so that the file does not grow with throughput', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    const sizes: number[] = []
    for (let round = 0; round < 40; round += 1) {
      const items = Array.from({ length: 1_000 }, (_, n) =>
        item(`${round}-${n}`, { body: 'x'.repeat((n * 37) % 6_000) }),
      )
      await store.enqueue(items)
      const claims = (await store.claim({ max: 1_000, leaseMs: 60_000 })).claims
      await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
      const sizeOf = (suffix: string): number => statSync(path + suffix).size
      sizes.push(['', '-wal', ...journalEndings].reduce((sum, suffix) => sum + sizeOf(suffix), 0))
    }
    const settled = Math.max(...sizes.slice(10, 20))
    expect(Math.max(...sizes.slice(30))).toBeLessThanOrEqual(settled * 1.1)
  })
})
