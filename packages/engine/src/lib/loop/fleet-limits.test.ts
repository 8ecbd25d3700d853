import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { driven, playedTo, sleeping } from '../../../test/drive.ts'
import { bytes, functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Resolution } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { acceptedItem } from './item-state.ts'

const waiting = { concurrency: 'wait' as const }
const noConfig = { functionArn, config: {} }

/** A store of several processes. */
function sharedStore(clock: VirtualClock): QueueStore {
  const store = createMemoryStore({ clock })
  Object.assign(store.capabilities, { shared: true })
  return store
}

interface FleetOptions {
  readonly reserved: () => number | undefined
  readonly resolvingMs?: () => number
  readonly settingMs?: number
  readonly config?: Resolution['config']
}

/** Engines of several processes on one store, and how many runs they had at once. */
function fleet(count: number, { reserved, resolvingMs = () => 0, settingMs = 0, config = {} }: FleetOptions) {
  const clock = new VirtualClock(startMs)
  const store = sharedStore(clock)
  const set = store.setLaneLimits?.bind(store)
  store.setLaneLimits = async (limits) => {
    if (settingMs > 0) await sleeping(clock, settingMs, undefined)
    return set?.(limits)
  }
  const setLaneLimits = vi.spyOn(store, 'setLaneLimits')
  const runs = { now: 0, most: 0, ended: 0 }
  const resolve = async (): Promise<Resolution> => {
    const ms = resolvingMs()
    if (ms > 0) await sleeping(clock, ms, undefined)
    const reservedConcurrency = reserved()
    return { functionArn, config, target: 'present', ...(reservedConcurrency !== undefined && { reservedConcurrency }) }
  }
  const invoke = async () => {
    runs.now += 1
    runs.most = Math.max(runs.most, runs.now)
    await sleeping(clock, 1_000, undefined)
    runs.now -= 1
    runs.ended += 1
    return success
  }
  const engines = Array.from({ length: count }, () => world({ clock, store, resolve, invoke, ...waiting }))
  const stop = () => Promise.all(engines.map(({ engine }) => engine.stop()))
  return { clock, store, engines, runs, setLaneLimits, stop }
}

describe('reserved concurrency over several engines on one store', () => {
  it('is never exceeded, and used up, however many engines there are and however long their calls take', async () => {
    const latency = fc.constantFrom(0, 1, 50, 300)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(latency, { minLength: 1, maxLength: 20 }),
        latency,
        async (count, reserved, resolvingMs, settingMs) => {
          let resolved = 0
          const { clock, store, engines, runs, stop } = fleet(count, {
            reserved: () => reserved,
            resolvingMs: () => resolvingMs[resolved++ % resolvingMs.length] ?? 0,
            settingMs,
          })
          const state = { reference: { functionName: 'f' }, acceptedAtMs: startMs }
          const item = (n: number) => acceptedItem(`r-${n}`, bytes('{}'), state)
          await store.enqueue(Array.from({ length: 60 }, (_, n) => item(n)))
          await playedTo(clock, startMs + 10_000)
          expect(runs.most).toBe(reserved)
          await playedTo(clock, startMs + (60 / reserved) * 2_500 + 10_000)
          expect([runs.most, runs.ended, engines.flatMap(({ faults }) => faults)]).toEqual([reserved, 60, []])
          await stop()
        },
      ),
      { seed: 20261128, numRuns: 30 },
    )
  })

  it('is told to the store once by each engine, and again when it changes', async () => {
    let reserved: number | undefined = 2
    const { clock, engines, runs, setLaneLimits, stop } = fleet(2, { reserved: () => reserved })
    for (let n = 0; n < 20; n += 1) await engines[n % 2]?.accept(`a-${n}`)
    await playedTo(clock, startMs + 30_000)
    expect(setLaneLimits.mock.calls).toEqual([[[{ lane: 'function:f', most: 2 }]], [[{ lane: 'function:f', most: 2 }]]])
    reserved = 5
    for (let n = 0; n < 40; n += 1) await engines[n % 2]?.accept(`b-${n}`)
    await playedTo(clock, startMs + 60_000)
    expect(runs).toMatchObject({ most: 5, ended: 60 })
    reserved = undefined
    for (let n = 0; n < 20; n += 1) await engines[n % 2]?.accept(`c-${n}`)
    await playedTo(clock, startMs + 90_000)
    expect(runs).toMatchObject({ ended: 80 })
    expect(runs.most).toBeGreaterThan(5)
    expect(setLaneLimits.mock.calls.map(([[limit]]) => limit?.most)).toEqual([2, 2, 5, 5, null, null])
    await stop()
  })

  it('is used up at once when it rises', async () => {
    let reserved = 1
    const { clock, engines, runs, stop } = fleet(1, { reserved: () => reserved })
    for (let n = 0; n < 10; n += 1) await engines[0]?.accept(`r-${n}`)
    await playedTo(clock, startMs + 500)
    reserved = 5
    await playedTo(clock, startMs + 1_100)
    expect(runs.now).toBe(5)
    await playedTo(clock, startMs + 5_000)
    await stop()
  })

  it('does not let an event run past its age when the store is slow to keep a higher limit', async () => {
    let reserved = 1
    const { clock, engines, runs, stop } = fleet(1, {
      reserved: () => reserved,
      settingMs: 30_000,
      config: { MaximumEventAgeInSeconds: 60 },
    })
    await engines[0]?.accept('r-1')
    await playedTo(clock, startMs + 60_000)
    expect(runs.ended).toBe(1)
    reserved = 2
    await engines[0]?.accept('r-2')
    await playedTo(clock, startMs + 60_001)
    await playedTo(clock, startMs + 150_000)
    expect(runs.ended).toBe(2)
    reserved = 3
    const slow = engines[0]?.store
    if (slow !== undefined) slow.setLaneLimits = () => sleeping(clock, 61_000, undefined)
    await engines[0]?.accept('r-3')
    await playedTo(clock, startMs + 300_000)
    expect(runs.ended).toBe(2)
    await stop()
  })

  it('of 0 discards events, and holds no lane back', async () => {
    const { clock, engines, runs, setLaneLimits, stop } = fleet(2, { reserved: () => 0 })
    await engines[0]?.accept()
    await playedTo(clock, startMs + 5_000)
    const decided = engines.flatMap(({ timeline }) => timeline.filter(({ type }) => type === 'decided'))
    expect([runs.ended, decided.length, setLaneLimits.mock.calls.length]).toEqual([0, 1, 0])
    await stop()
  })

  it('lets nothing run while the store cannot be told, and tries again', async () => {
    const { clock, store, engines, runs, stop } = fleet(1, { reserved: () => 1 })
    const down = vi.spyOn(store, 'setLaneLimits').mockRejectedValue(new Error('the store is down'))
    await engines[0]?.accept()
    await playedTo(clock, startMs + 20_000)
    expect([runs.ended, down.mock.calls.length]).toEqual([0, 5])
    expect(engines[0]?.faults).toHaveLength(5)
    down.mockRestore()
    await playedTo(clock, startMs + 60_000)
    expect(runs).toEqual({ now: 0, most: 1, ended: 1 })
    await stop()
  })

  it('is counted by the engine in a store without limits, and in the mode of Lambda', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const setLaneLimits = vi.spyOn(store, 'setLaneLimits')
    const lambda = world({ clock, store, resolution: { ...noConfig, reservedConcurrency: 1 } })
    await lambda.accept()
    await driven(lambda.engine, clock)
    await lambda.engine.stop()
    Object.assign(store.capabilities, { laneLimits: 'none' })
    const plain = world({ clock, store, ...waiting, resolution: { ...noConfig, reservedConcurrency: 1 } })
    await plain.accept('r-2')
    await driven(plain.engine, clock)
    expect([lambda, plain].map(({ attemptsAt }) => attemptsAt().length)).toEqual([1, 1])
    expect(setLaneLimits).not.toHaveBeenCalled()
  })
})
