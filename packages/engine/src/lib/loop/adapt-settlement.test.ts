import { describe, expect, it, vi } from 'vitest'
import { playedTo } from '../../../test/drive.ts'
import { error, functionArn, startMs, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { QueueStore, QueueStoreCapabilities } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { adapted } from './adapt-settlement.ts'
import { decodeState, encodeAccepted } from './item-state.ts'

const state = encodeAccepted({ reference: { functionName: 'f' }, acceptedAtMs: startMs })
const capabilities = (declared: Partial<QueueStoreCapabilities>): QueueStoreCapabilities => ({
  ...createMemoryStore({ clock: new VirtualClock() }).capabilities,
  ...declared,
})

describe('a store with a maximum delay', () => {
  it('is given no longer one, and an event that comes back early waits for the rest without an attempt', async () => {
    const clock = new VirtualClock(startMs)
    const store: QueueStore = createMemoryStore({ clock })
    Object.assign(store.capabilities, { maxDelayMs: 25_000 })
    const settle = vi.spyOn(store, 'settle')
    const { accept, attemptsAt, engine } = world({
      ...{ clock, store, resolution: { functionArn, config: {} } },
      invoke: async () => error,
    })
    await accept()
    await playedTo(clock, startMs + 181_000)
    expect(attemptsAt()).toEqual([0, 60, 180])
    const delays = settle.mock.calls.flat(2).flatMap((each) => ('delayMs' in each ? [each.delayMs] : []))
    expect(Math.max(...delays)).toBe(25_000)
    await engine.stop()
  })
})

describe('a store that counts releases', () => {
  it('gets them as again, with the delivery accounted for, so that they are no sign of poison', () => {
    const claim = { state, deliveries: 7 }
    const release = { token: 't', to: 'release' } as const
    const settlement = adapted(release, claim, capabilities({ countsReleases: true }))
    expect(settlement).toMatchObject({ token: 't', to: 'again', delayMs: 0 })
    expect(decodeState('state' in settlement ? settlement.state : new Uint8Array())).toMatchObject({
      ...{ kind: 'event', settledDeliveries: 7 },
    })
    expect(adapted(release, claim, capabilities({}))).toBe(release)
    expect(adapted(release, { ...claim, state: new Uint8Array([1]) }, capabilities({ countsReleases: true }))).toBe(
      release,
    )
  })
})
