import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { item, maxFileBytes, readDatabase, tokenOf, tooLarge } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }

/** Number of claims that are noted on disk. */
function notesIn(path: string): number {
  return readDatabase(path, (database) => database.prepare('SELECT claim FROM claimed').all().length)
}

describe('the note of a claim', () => {
  it('that cannot be written leaves its items to the next claims, in the same order', async () => {
    const store = await stores.open({ maxFileBytes: 2 * maxFileBytes })
    await store.enqueue(Array.from({ length: 2_000 }, (_, index) => item(`r-${index}`)))
    const fill = async (bytes: number): Promise<void> => {
      for (let count = 0; ; count += 1) await store.enqueue([item(`${bytes}-${count}`, { body: 'x'.repeat(bytes) })])
    }
    for (const bytes of [20_000, 9_000, 2_000, 200])
      await expect(fill(bytes)).rejects.toMatchObject({ code: 'disk-full' })
    // The note of the first claim takes most of a page, and there is no other for the next one.
    expect((await store.claim(all)).claims).toHaveLength(1_000)
    await expect(store.claim(all)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await store.stats()).toMatchObject({ leased: 1_000 })
    for (const id of ['r-1000', 'r-1001'])
      expect((await store.claim({ max: 1, leaseMs: 60_000 })).claims.map((claim) => claim.id)).toEqual([id])
  })

  it('is dropped after its last item with the next write that succeeds', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, maxFileBytes })
    await store.enqueue(['a', 'b', 'c'].map((id) => item(id)))
    const tokens: string[] = []
    for (let claim = 0; claim < 3; claim += 1)
      tokens.push(tokenOf((await store.claim({ max: 1, leaseMs: 60_000 })).claims[0]))
    const [a = '', b = ''] = tokens
    await store.settle([{ token: a, to: 'done' }])
    const failing = store.settle([{ token: b, to: 'done', outbox: [item('o', { body: tooLarge })] }])
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' })
    expect(notesIn(path)).toBe(3)
    await store.settle([{ token: b, to: 'done' }])
    expect(notesIn(path)).toBe(2)
  })

  it('stays until its last item is settled', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await store.enqueue(['a', 'b', 'c', 'other'].map((id) => item(id)))
    const [a, b] = (await store.claim({ max: 3, leaseMs: 60_000 })).claims
    const [other] = (await store.claim({ max: 1, leaseMs: 60_000 })).claims
    for (const claim of [a, b, other]) await store.settle([{ token: tokenOf(claim), to: 'done' }])
    // That of the other item goes with the next write.
    expect(notesIn(path)).toBe(2)
  })

  it('is dropped when its items are claimed again after its leases', async () => {
    const path = stores.newPath()
    const clock = new VirtualClock(0)
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    await store.claim({ max: 1, leaseMs: 1_000 })
    clock.advanceMs(1_000)
    const token = tokenOf((await store.claim({ max: 1, leaseMs: 1_000 })).claims[0])
    expect(notesIn(path)).toBe(2)
    await store.settle([{ token, to: 'done' }])
    expect(notesIn(path)).toBe(1)
  })
})
