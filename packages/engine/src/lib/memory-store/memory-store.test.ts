import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyModel, queueStoreCommands } from '../../../test/queue-store-model.ts'
import { queueStoreCases } from '../conformance/queue-store-cases.ts'
import { VirtualClock } from '../time/clock.ts'
import { createMemoryStore } from './memory-store.ts'

describe.each([{ shared: false }, { shared: true }])('the memory store with shared: $shared', ({ shared }) => {
  for (const { name, skip, run } of queueStoreCases) {
    it(name, async (context) => {
      const clock = new VirtualClock(1_000_000)
      const store = createMemoryStore({ clock })
      // Several engines of one process may use it, as several processes use a server.
      Object.assign(store.capabilities, { shared })
      const reason = skip?.(store.capabilities)
      if (reason !== undefined) context.skip(reason)
      await run({
        advanceMs: (ms) => clock.advanceMs(ms),
        open: async () => store,
        openAnother: async () => store,
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

  it.each([
    { options: undefined, message: 'clock must be one such as systemClock: undefined' },
    { options: {}, message: 'clock must be one such as systemClock: undefined' },
    ...['2', -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY].flatMap((value) =>
      ['maxItems', 'maxBytes'].map((name) => ({
        options: { clock: new VirtualClock(), [name]: value },
        message: `${name} must be a whole number: ${value}`,
      })),
    ),
  ])('refuses options that would be no bound: $message', ({ options, message }) => {
    const create = () => createMemoryStore(options as never)
    expect(create).toThrow(TypeError)
    expect(create).toThrow(message)
  })

  it('refuses an item beyond maxItems, and takes it once there is room', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(), maxItems: 2 })
    expect(await store.enqueue([item('1'), item('2'), item('3')])).toEqual(['accepted', 'accepted', 'full'])
    const {
      claims: [claim],
    } = await store.claim({ max: 1, leaseMs: 1_000 })
    await store.settle([{ token: claim?.token ?? '', to: 'done' }])
    expect(await store.enqueue([item('3')])).toEqual(['accepted'])
  })

  it('refuses a byte beyond maxBytes, but never an outbox', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(), maxBytes: 100 })
    expect(await store.enqueue([item('1', 100), item('2', 1)])).toEqual(['accepted', 'full'])
    const {
      claims: [claim],
    } = await store.claim({ max: 1, leaseMs: 1_000 })
    await store.settle([{ token: claim?.token ?? '', to: 'done', outbox: [item('1/OnFailure', 500)] }])
    expect(await store.stats()).toMatchObject({ ready: 1, delayed: 0, leased: 0 })
    expect(await store.enqueue([item('2', 1)])).toEqual(['full'])
  })

  it('frees the bytes of removed items', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(), maxBytes: 100 })
    for (let round = 0; round < 3; round += 1) {
      expect(await store.enqueue([item('1', 90)])).toEqual(['accepted'])
      const {
        claims: [first],
      } = await store.claim({ max: 1, leaseMs: 1_000 })
      const again = { to: 'again', delayMs: 0, state: new Uint8Array(10) } as const
      await store.settle([{ token: first?.token ?? '', ...again }])
      expect(await store.enqueue([item('2', 1)])).toEqual(['full'])
      const {
        claims: [second],
      } = await store.claim({ max: 1, leaseMs: 1_000 })
      await store.settle([{ token: second?.token ?? '', to: 'done' }])
    }
  })

  it('behaves as the model for any calls', async () => {
    await fc.assert(
      fc.asyncProperty(queueStoreCommands, async (commands) => {
        const clock = new VirtualClock(1_000_000)
        await fc.asyncModelRun(
          () => ({ model: emptyModel(), real: { clock, store: createMemoryStore({ clock }) } }),
          commands,
        )
      }),
      { seed: 20261122, numRuns: 400 },
    )
  })

  it('keeps the bytes that it was given when the arrays change later', async () => {
    const store = createMemoryStore({ clock: new VirtualClock() })
    const body = new Uint8Array([1, 2, 255])
    await store.enqueue([{ id: '1', lane: 'f', delayMs: 0, state: body, body }])
    body.fill(0)
    const {
      claims: [claim],
    } = await store.claim({ max: 1, leaseMs: 1_000 })
    expect([...(claim?.body ?? [])]).toEqual([1, 2, 255])
    claim?.body.fill(9)
    await store.settle([{ token: claim?.token ?? '', to: 'release' }])
    expect([...((await store.claim({ max: 1, leaseMs: 1_000 })).claims[0]?.body ?? [])]).toEqual([1, 2, 255])
  })

  it.each(['', 'x', '1', '1.', '.1', '1.1.1', '-1.1', 'NaN.1', '0.0', '0.1e9'])(
    'finds no lease for the token %j',
    async (token) => {
      const store = createMemoryStore({ clock: new VirtualClock() })
      await store.enqueue([item('1')])
      await store.claim({ max: 1, leaseMs: 1_000 })
      const known = token === '0.1' ? 'ok' : 'stale'
      expect(await store.settle([{ token, to: 'done' }])).toEqual([known])
    },
  )
})
