import { describe, expect, it } from 'vitest'
import { VirtualClock } from './clock.ts'
import { createMemoryStore } from './memory-store.ts'
import { queueStoreCases } from './queue-store-cases.ts'

describe('the memory store keeps the contract of every store', () => {
  for (const { name, skip, run } of queueStoreCases) {
    it(name, async (context) => {
      const clock = new VirtualClock(1_000_000)
      const open = async () => createMemoryStore({ clock })
      const reason = skip?.((await open()).capabilities)
      if (reason !== undefined) context.skip(reason)
      await run({
        clock,
        open,
        reopen: () => Promise.reject(new Error('nothing survives a memory store')),
      })
    })
  }
})

describe('the memory store', () => {
  const item = (id: string, bytes = 1) => ({
    id,
    lane: 'f',
    delayMs: 0,
    state: new Uint8Array(),
    body: new Uint8Array(bytes),
  })

  it('refuses one item more than it may hold, and takes it when a place is free', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(), maxItems: 2 })
    expect(await store.enqueue([item('1'), item('2'), item('3')])).toEqual(['accepted', 'accepted', 'full'])
    const [claim] = await store.claim({ max: 1, leaseMs: 1_000 })
    await store.settle([{ token: claim?.token ?? '', to: 'done' }])
    expect(await store.enqueue([item('3')])).toEqual(['accepted'])
  })

  it('refuses one byte more than it may hold, but never an outbox', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(), maxBytes: 100 })
    expect(await store.enqueue([item('1', 100), item('2', 1)])).toEqual(['accepted', 'full'])
    const [claim] = await store.claim({ max: 1, leaseMs: 1_000 })
    await store.settle([{ token: claim?.token ?? '', to: 'done', outbox: [item('1/OnFailure', 500)] }])
    expect(await store.stats()).toEqual({ ready: 1, delayed: 0, leased: 0 })
    expect(await store.enqueue([item('2', 1)])).toEqual(['full'])
  })
})
