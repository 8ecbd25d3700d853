import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { playedTo, settled } from '../../../test/drive.ts'
import { error, failures, functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Resolution } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { type Clock, VirtualClock } from '../time/clock.ts'

/** A store on a server: its clock is the server's, and others use its items. */
function serverStore(clock: VirtualClock): QueueStore {
  const store: QueueStore = createMemoryStore({ clock })
  Object.assign(store.capabilities, { clock: 'server', shared: true })
  return store
}

/** The same store for a process that accepts events and runs none. */
function acceptingOnly(store: QueueStore, server: VirtualClock): QueueStore {
  return {
    capabilities: store.capabilities,
    enqueue: (items) => store.enqueue(items),
    claim: async () => ({ claims: [], nowMs: server.nowMs() }),
    settle: (settlements) => store.settle(settlements),
    stats: () => store.stats(),
    close: () => store.close(),
  }
}

/** The clock of a machine that is ahead of the server, or behind it. */
function ahead(clock: VirtualClock, ms: number): Clock {
  return { nowMs: () => clock.nowMs() + ms, wakeAt: (atMs, wake) => clock.wakeAt(atMs - ms, wake) }
}

const config = { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 1, OnFailure: failures }

describe('an engine on a store with a clock of its own', () => {
  const skews = fc.integer({ min: -61_000, max: 61_000 })

  it('ages, retries and stamps by the time of the store, whatever the clocks of its processes', async () => {
    await fc.assert(
      fc.asyncProperty(skews, skews, async (acceptingMs, runningMs) => {
        const server = new VirtualClock(startMs)
        const store = serverStore(server)
        const resolution: Partial<Resolution> = { functionArn, config: { ...config, MaximumEventAgeInSeconds: 120 } }
        const accepting = world({ clock: ahead(server, acceptingMs), store: acceptingOnly(store, server), resolution })
        await settled(accepting.engine)
        await accepting.accept()
        await accepting.engine.stop()
        const running = world({ clock: ahead(server, runningMs), store, resolution, invoke: async () => error })
        await playedTo(server, startMs + 61_500)
        await running.engine.stop()
        const [record] = running.delivered.map(({ recordText }) => JSON.parse(recordText))
        const attempts = running.attemptsAt()
        expect(attempts).toHaveLength(2)
        expect(attempts[0]).toBeLessThanOrEqual(1)
        expect((attempts[1] ?? 0) - (attempts[0] ?? 0)).toBeGreaterThanOrEqual(59.9)
        expect((attempts[1] ?? 0) - (attempts[0] ?? 0)).toBeLessThanOrEqual(61)
        expect(record?.requestContext.condition).toBe('RetriesExhausted')
        expect(Math.abs(Date.parse(record?.timestamp) - (startMs + 60_000))).toBeLessThanOrEqual(1_500)
        const ages = running.metrics.filter(({ name }) => name === 'AsyncEventAge').map(({ value }) => value)
        expect(ages[0]).toBeGreaterThanOrEqual(0)
        expect(ages[0]).toBeLessThanOrEqual(1_000)
      }),
      { seed: 20261128, numRuns: 25 },
    )
  })

  it.each([-60_000, 60_000])('asks no more often with a clock that is %i ms off', async (skewMs) => {
    const server = new VirtualClock(startMs)
    const store = serverStore(server)
    const claim = vi.spyOn(store, 'claim')
    const { engine } = world({ clock: ahead(server, skewMs), store, resolution: { functionArn, config } })
    await store.enqueue([
      { id: 'later', lane: 'function:f', delayMs: 10_000, state: new Uint8Array([1]), body: new Uint8Array() },
    ])
    await playedTo(server, startMs + 3_500)
    expect(claim.mock.calls.length).toBeLessThan(20)
    await engine.stop()
  })

  it('decides nothing by a first answer that took too long to show the time', async () => {
    const server = new VirtualClock(startMs)
    const store = serverStore(server)
    const resolution: Partial<Resolution> = { functionArn, config }
    const accepting = world({ clock: server, store: acceptingOnly(store, server), resolution })
    await settled(accepting.engine)
    await accepting.accept()
    await accepting.engine.stop()
    const quickly = store.claim.bind(store)
    const claim = vi.spyOn(store, 'claim')
    for (const answersAtMs of [startMs + 6_000, startMs + 7_000])
      claim.mockImplementationOnce(async (query) => {
        await new Promise<void>((wake) => server.wakeAt(answersAtMs, wake))
        return quickly(query)
      })
    const { attemptsAt, delivered, engine } = world({ clock: ahead(server, 60_000), store, resolution })
    await playedTo(server, startMs + 8_000)
    await engine.stop()
    expect(delivered).toEqual([])
    expect(attemptsAt()).toEqual([7])
  })

  it('does not accept before it knows the time, and answers unavailable if the store fails', async () => {
    const server = new VirtualClock(startMs)
    const store = serverStore(server)
    const claim = vi.spyOn(store, 'claim').mockRejectedValueOnce(new Error('no route'))
    const { accept, timeline, engine } = world({ clock: ahead(server, 60_000), store, invoke: async () => success })
    expect(await accept()).toBe('unavailable')
    await playedTo(server, startMs + 2_000)
    expect(claim.mock.calls.length).toBeGreaterThan(1)
    expect(await accept()).toBe('accepted')
    expect(timeline[0]).toMatchObject({ type: 'accepted', atMs: expect.closeTo(startMs + 2_000, -3) })
    await engine.stop()
    await expect(accept()).rejects.toMatchObject({ code: 'stopped' })
  })
})
