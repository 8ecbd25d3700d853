import { describe, expect, it, vi } from 'vitest'
import { playedTo, settled, sleeping, turn, unwoken } from '../../../test/drive.ts'
import { functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Attempt, Resolution } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'

describe('the engine loop with leases, failing stores and stops', () => {
  it('renews the leases of long runs', async () => {
    const clock = new VirtualClock(startMs)
    const invoke = vi.fn(() => sleeping(clock, 3_600_000, success))
    const { accept, delivered } = world({ clock, invoke, leaseMs: 60_000 })
    await accept()
    await playedTo(clock, startMs + 3_600_000)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(delivered).toHaveLength(1)
  })

  it('discards its outcome when the lease was lost, and reports it in the timeline', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const { accept, timeline, engine } = world({
      clock: unwoken(clock),
      store,
      leaseMs: 1_000,
      invoke: () => sleeping(clock, 5_000, success),
    })
    await accept()
    await turn()
    clock.advanceMs(1_500)
    const { claims } = await store.claim({ max: 1, leaseMs: 1_000_000 })
    expect(claims).toHaveLength(1)
    clock.advanceMs(4_000)
    await settled(engine)
    expect(timeline.at(-1)).toMatchObject({ type: 'lease-lost', requestId: 'r-1' })
    expect(timeline.some(({ type }) => type === 'decided')).toBe(false)
  })

  it('retries a settlement that failed instead of running the event again', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(async () => success)
    vi.spyOn(store, 'settle').mockRejectedValueOnce(new Error('disk is busy'))
    const { accept, delivered, faults } = world({ clock, store, invoke })
    await accept()
    await playedTo(clock, startMs + 5_000)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect([delivered.length, faults.length]).toEqual([1, 1])
  })

  it('retries the settlement of a run that outlasted its first lease', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(() => sleeping(clock, 600_000, success))
    vi.spyOn(store, 'settle').mockRejectedValueOnce(new Error('disk is busy'))
    const { accept, delivered, timeline } = world({ clock, store, invoke, leaseMs: 60_000 })
    await accept()
    await playedTo(clock, startMs + 1_800_000)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(delivered).toHaveLength(1)
    expect(timeline.filter(({ type }) => type === 'decided')).toHaveLength(1)
  })

  it('stops retrying a settlement when the lease has ended without renewal', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(async () => success)
    const settle = vi.spyOn(store, 'settle').mockRejectedValue(new Error('disk is busy'))
    vi.spyOn(store, 'extend').mockRejectedValue(new Error('disk is busy'))
    const { accept } = world({ clock, store, invoke, leaseMs: 10_000 })
    await accept()
    await playedTo(clock, startMs + 9_999)
    expect([settle.mock.calls.length, invoke.mock.calls.length]).toEqual([10, 1])
    await playedTo(clock, startMs + 10_000)
    expect(invoke).toHaveBeenCalledTimes(2)
  })

  it('sends events that arrive together to the store in one call', async () => {
    const { store, accept, run } = world({ resolution: { config: {} } })
    const [enqueue, settle] = [vi.spyOn(store, 'enqueue'), vi.spyOn(store, 'settle')]
    await Promise.all(Array.from({ length: 50 }, (_, n) => accept(`r-${n}`)))
    await run()
    expect(enqueue.mock.calls.length).toBeLessThanOrEqual(2)
    expect(settle.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('lets runs finish within the grace period', async () => {
    const clock = new VirtualClock(startMs)
    const { accept, engine, store, timeline } = world({
      clock,
      resolution: { config: {} },
      invoke: ({ payload, signal }: Attempt) =>
        payload.length === 1
          ? sleeping(clock, 1_000, success)
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    await accept('short', '1')
    await accept('long', '22')
    await turn()
    const stopped = engine.stop({ graceMs: 5_000 })
    await playedTo(clock, startMs + 10_000)
    await stopped
    expect(timeline.filter(({ type }) => type === 'decided').map(({ requestId }) => requestId)).toEqual(['short'])
    expect(await store.stats()).toMatchObject({ ready: 1, leased: 0 })
  })

  it.each([{ graceMs: 0 }, { graceMs: 5_000 }])(
    'starts nothing that a claim in progress brings to a stop with $graceMs ms of grace, and puts it back',
    async ({ graceMs }) => {
      const clock = new VirtualClock(startMs)
      const store = createMemoryStore({ clock })
      const invoke = vi.fn(() => sleeping(clock, 1_000, success))
      const { accept, engine, timeline } = world({ clock, store, invoke, resolution: { config: {} } })
      await accept('running')
      await turn()
      const claim = store.claim.bind(store)
      let answer = (): void => {}
      const asked = vi.spyOn(store, 'claim').mockImplementation(async (query) => {
        const claimed = await claim(query)
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        return claimed
      })
      await accept('claimed')
      await vi.waitFor(() => expect(asked).toHaveBeenCalled())
      const stopped = engine.stop({ graceMs })
      await playedTo(clock, startMs + 1_000)
      answer()
      await stopped
      expect(invoke).toHaveBeenCalledTimes(1)
      expect(timeline.some(({ type, requestId }) => type === 'attempt-started' && requestId === 'claimed')).toBe(false)
      const left = await store.admin?.find('claimed')
      expect(left).toMatchObject({ status: 'ready', deliveries: 0 })
    },
  )

  it('puts the runs that outlast the grace period back in one call', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const settle = vi.spyOn(store, 'settle')
    const invoke = ({ signal }: Attempt) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    const { accept, engine } = world({ clock, store, invoke })
    for (let event = 0; event < 1_000; event += 1) await accept(`r-${event}`)
    await vi.waitFor(async () => expect(await store.stats()).toMatchObject({ leased: 1_000 }))
    const stopped = engine.stop({ graceMs: 5_000 })
    clock.advanceMs(4_999)
    await turn()
    expect(settle).not.toHaveBeenCalled()
    clock.advanceMs(1)
    await stopped
    expect(settle.mock.calls.map(([settlements]) => settlements.length)).toEqual([1_000])
    expect(await store.stats()).toMatchObject({ ready: 1_000, leased: 0 })
  })

  it('answers the events that it is accepting before its stop resolves, also when stopped twice', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const enqueue = store.enqueue.bind(store)
    vi.spyOn(store, 'enqueue').mockImplementation(async (items) => enqueue(await sleeping(clock, 1_000, items)))
    const { accept, engine } = world({ clock, store })
    const ended: string[] = []
    const accepted = accept().then((result) => ended.push(result))
    const stopped = [1, 2].map((time) => engine.stop().then(() => ended.push(`stopped ${time}`)))
    await playedTo(clock, startMs + 5_000)
    await Promise.all([accepted, ...stopped])
    expect(ended).toEqual(['accepted', 'stopped 1', 'stopped 2'])
    expect(await store.stats()).toMatchObject({ ready: 1 })
  })

  it('does not wait at a stop for an event that is being resolved, and does not queue it afterwards', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(startMs) })
    let resolve: (resolution: Resolution) => void = () => {}
    const answer = new Promise<Resolution>((answered) => {
      resolve = answered
    })
    const { accept, engine } = world({ store, resolve: () => answer })
    const accepted = accept()
    await engine.stop({ graceMs: 100 })
    resolve({ functionArn, config: {}, target: 'present' })
    await expect(accepted).rejects.toThrow('the engine has been stopped')
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it('stops when its signal is aborted', async () => {
    const controller = new AbortController()
    const { accept } = world({ signal: controller.signal })
    controller.abort()
    await expect(accept()).rejects.toThrow('stopped')
  })

  it('goes on when an observer throws, and reports the error', async () => {
    const thrown = new Error('observer')
    const { accept, run, faults, delivered } = world({
      onMetric: () => {
        throw thrown
      },
    })
    await accept()
    await run()
    expect(faults[0]).toBe(thrown)
    expect(delivered).toHaveLength(1)
  })
})
