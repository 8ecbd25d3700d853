import { describe, expect, it, vi } from 'vitest'
import { playedTo, settled, sleeping } from '../../../test/drive.ts'
import { bytes, functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { NewItem, QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { encodeAccepted } from './item-state.ts'

const state = encodeAccepted({ reference: { functionName: 'f' }, acceptedAtMs: startMs })
const item = (id: string, lane = 'function:f'): NewItem => ({ id, lane, delayMs: 0, state, body: bytes('1') })
const resolution = { functionArn, config: {} }

/** A memory store as one of several processes sees it: it announces nothing, and others use its items. */
function sharedStore(clock: VirtualClock): QueueStore {
  const store = createMemoryStore({ clock })
  return Object.assign(Object.create(store), {
    ...{ capabilities: { ...store.capabilities, shared: true }, onWake: undefined },
    enqueue: store.enqueue.bind(store),
    claim: vi.fn(store.claim.bind(store)),
    settle: store.settle.bind(store),
    extend: store.extend?.bind(store),
    stats: store.stats.bind(store),
  })
}

describe('an idle engine', () => {
  it('runs at once what another user of its store queues in this process', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const { engine, timeline } = world({ clock, store, resolution })
    await settled(engine)
    await store.enqueue([item('r-1')])
    await settled(engine)
    expect(timeline.map(({ type }) => type)).toEqual(['attempt-started', 'attempt-ended', 'decided'])
  })

  it('runs within a second what another process queues in a shared store, and asks about once a second', async () => {
    const clock = new VirtualClock(startMs)
    const store = sharedStore(clock)
    const { engine, attemptsAt } = world({ clock, store, resolution })
    await playedTo(clock, startMs + 60_000)
    const asked = vi.mocked(store.claim).mock.calls.length
    expect(asked).toBeGreaterThan(55)
    expect(asked).toBeLessThan(130)
    await store.enqueue([item('r-1')])
    await playedTo(clock, startMs + 61_000)
    expect(attemptsAt()).toHaveLength(1)
    await engine.stop()
    expect(clock.nextWakeAtMs()).toBeUndefined()
  })

  it('does not ask a store of its own, which announces everything', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const claim = vi.spyOn(store, 'claim')
    world({ clock, store, resolution })
    await playedTo(clock, startMs + 3_600_000)
    expect(claim).toHaveBeenCalledTimes(1)
  })
})

describe('the claims of an engine', () => {
  it('are one call for each event that ends, and carry a bound of bytes and a signal', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const claim = vi.spyOn(store, 'claim')
    const { engine, accept } = world({ clock, store, resolution })
    await Promise.all(Array.from({ length: 500 }, (_, n) => accept(`r-${n}`)))
    await settled(engine)
    expect(claim.mock.calls.length).toBeLessThanOrEqual(10)
    expect(claim.mock.calls[0]?.[0]).toMatchObject({ maxBytes: 67_108_864, signal: expect.any(AbortSignal) })
  })

  it('are few while a lane is held back, even if the store counts its items as claimable', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const ask = store.claim.bind(store)
    const claim = vi.spyOn(store, 'claim').mockImplementation(async (query) => ({ ...(await ask(query)), nextInMs: 0 }))
    const invoke = () => sleeping(clock, 10_000, success)
    const { engine, accept } = world({
      clock,
      store,
      invoke,
      concurrency: 'wait',
      resolution: { ...resolution, reservedConcurrency: 1 },
    })
    await accept('r-1')
    await accept('r-2')
    await playedTo(clock, startMs + 9_999)
    expect(claim.mock.calls.length).toBeLessThan(100)
    await playedTo(clock, startMs + 20_500)
    await engine.stop()
  })
})
