import { describe, expect, it, vi } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
import { functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { EnqueueResult, QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'

const lost = new Error('the answer was lost')

/** A world whose store commits these calls and loses their answers, the first `times` times. */
function losing(call: 'enqueue' | 'settle', times: number, shared = false) {
  const clock = new VirtualClock(startMs)
  const store: QueueStore = createMemoryStore({ clock })
  Object.assign(store.capabilities, { shared })
  const effect = store[call].bind(store) as (of: readonly never[]) => Promise<readonly never[]>
  let left = times
  vi.spyOn(store, call).mockImplementation(async (of: readonly unknown[]) => {
    const results = await effect(of as readonly never[])
    left -= 1
    if (left >= 0) throw lost
    return results
  })
  return world({
    clock,
    store,
    resolution: { functionArn, config: { OnSuccess: 'arn:aws:sqs:us-east-1:123456789012:q' } },
  })
}

describe('an event whose acceptance was answered by nothing', () => {
  it.each([1, 2])('is accepted once, after %i lost answers, and told and counted once', async (times) => {
    const { accept, run, timeline, metrics, faults } = losing('enqueue', times)
    expect(await accept()).toBe('accepted')
    await run()
    expect(faults).toEqual(Array(times).fill(lost))
    expect(timeline.filter(({ type }) => type === 'accepted' || type === 'decided')).toHaveLength(2)
    expect(metrics.filter(({ name }) => name === 'AsyncEventsReceived' || name === 'Invocations')).toHaveLength(2)
  })

  it('is unknown after the last try, and may run', async () => {
    const { accept, run, timeline } = losing('enqueue', 3)
    expect(await accept()).toBe('unknown')
    expect(timeline.filter(({ type }) => type === 'accepted')).toEqual([])
    await run()
    expect(timeline.filter(({ type }) => type === 'decided')).toHaveLength(1)
  })

  it('is tried again for 2.6 s in a shared store', async () => {
    const { accept, clock } = losing('enqueue', 4, true)
    let result: string | undefined
    void accept().then((answer) => {
      result = answer
    })
    await playedTo(clock, startMs + 2_599)
    expect(result).toBeUndefined()
    await playedTo(clock, startMs + 2_600)
    expect(result).toBe('unknown')
  })

  it('is unknown at once when the engine stops', async () => {
    const { accept, clock, engine } = losing('enqueue', 9, true)
    const result = accept()
    await playedTo(clock, startMs + 50)
    await engine.stop()
    expect(await result).toBe('unknown')
  })

  it.each<EnqueueResult>(['duplicate', 'full', 'too-large', 'unavailable'])(
    'stays %s if the store says so',
    async (said) => {
      const { accept, store } = world()
      vi.spyOn(store, 'enqueue').mockResolvedValue([said])
      expect(await accept()).toBe(said)
    },
  )
})

describe('an outcome that was answered by nothing', () => {
  it('is unknown, not a lost lease, and its samples are emitted once', async () => {
    const { accept, clock, timeline, metrics, delivered } = losing('settle', 1)
    await accept()
    await playedTo(clock, startMs + 5_000)
    const types = timeline.map(({ type }) => type)
    expect(types).toContain('outcome-unknown')
    expect(types).not.toContain('lease-lost')
    expect(types).not.toContain('decided')
    expect(metrics.filter(({ name }) => name === 'AsyncEventsDropped')).toHaveLength(1)
    // The settlement was committed: so was the delivery.
    expect(delivered).toHaveLength(1)
  })

  it.each([
    { answer: 'confirms it', fails: false, said: 'decided' },
    { answer: 'is lost', fails: true, said: 'outcome-unknown' },
  ])('is no lost lease if a renewal is answered first and the answer to it $answer', async ({ fails, said }) => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const [settle, extend] = [store.settle.bind(store), vi.spyOn(store, 'extend')]
    vi.spyOn(store, 'settle').mockImplementationOnce(async (settlements) => {
      const results = await settle(settlements)
      await sleeping(clock, 15_000, undefined)
      if (fails) throw lost
      return results
    })
    const { accept, timeline } = world({ clock, store, resolution: { functionArn, config: {} } })
    await accept()
    await playedTo(clock, startMs + 20_000)
    expect(await extend.mock.results[0]?.value).toEqual(['stale'])
    const types = timeline.map(({ type }) => type)
    expect(types.slice(-1)).toEqual([said])
    expect(types).not.toContain('lease-lost')
  })

  it('is a lost lease if the store does not answer before the lease ends', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    for (const call of ['settle', 'extend'] as const) vi.spyOn(store, call).mockRejectedValue(lost)
    const { accept, timeline } = world({ clock, store, resolution: { functionArn, config: {} } })
    await accept()
    await playedTo(clock, startMs + 29_999)
    expect(timeline.slice(-1)).toEqual([expect.objectContaining({ type: 'lease-lost', requestId: 'r-1' })])
  })

  it('is a lost lease if no answer was lost', async () => {
    const { accept, run, timeline, store } = world({ invoke: async () => success })
    vi.spyOn(store, 'settle').mockResolvedValueOnce(['stale'])
    await accept()
    await run()
    expect(timeline.map(({ type }) => type)).toContain('lease-lost')
  })
})
