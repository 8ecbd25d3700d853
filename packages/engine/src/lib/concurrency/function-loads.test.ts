import { describe, expect, it, vi } from 'vitest'
import { playedTo, sleeping, turn } from '../../../test/drive.ts'
import { failures, functionArn, startMs, success, successes, world } from '../../../test/engine-world.ts'
import type { Resolution } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'
import { createSlots } from './slots.ts'

describe('the engine at a concurrency limit', () => {
  const busy = (concurrency: 'as-lambda' | 'wait', reserved: Partial<Resolution>, options = {}) => {
    const clock = new VirtualClock(startMs)
    let running = 0
    let maxRunning = 0
    const made = world({
      clock,
      concurrency,
      resolution: { config: { OnFailure: failures }, ...reserved },
      invoke: async () => {
        maxRunning = Math.max(maxRunning, ++running)
        await sleeping(clock, 500, success)
        running -= 1
        return success
      },
      ...options,
    })
    return { ...made, clock, maxRunning: () => maxRunning }
  }

  it('throttles the attempt with back-off and metrics if set to as-lambda (RTY-2, section 13)', async () => {
    const { clock, accept, attemptsAt, timeline, metrics, maxRunning } = busy('as-lambda', { reservedConcurrency: 1 })
    await Promise.all([accept('r-1'), accept('r-2')])
    await playedTo(clock, startMs + 10_000)
    expect(attemptsAt()).toEqual([0, 0, 1])
    const ended = timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))
    expect(ended).toEqual(['throttle', 'success', 'success'])
    expect(metrics.filter(({ name }) => name === 'Throttles').map(({ value }) => value)).toEqual([1, 0, 0])
    expect(maxRunning()).toBe(1)
  })

  it('starts the event when a slot is free, without a throttle, if set to wait', async () => {
    const { clock, accept, attemptsAt, metrics, maxRunning } = busy('wait', { reservedConcurrency: 2 })
    await Promise.all(['1', '2', '3', '4', '5'].map((id) => accept(id)))
    await playedTo(clock, startMs + 10_000)
    expect(attemptsAt()).toEqual([0, 0, 0.5, 0.5, 1])
    expect(metrics.filter(({ name, value }) => name === 'Throttles' && value > 0)).toEqual([])
    expect(maxRunning()).toBe(2)
  })

  it.each(['as-lambda', 'wait'] as const)(
    'shares the pool among functions without a reservation if set to %s',
    async (mode) => {
      const { clock, accept, maxRunning, timeline } = busy(mode, {}, { unreservedConcurrency: 3 })
      await Promise.all(Array.from({ length: 12 }, (_, n) => accept(`r-${n}`, '1', `f-${n % 4}`)))
      await playedTo(clock, startMs + 60_000)
      expect(maxRunning()).toBe(3)
      expect(timeline.filter((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')).toHaveLength(
        12,
      )
    },
  )

  it('claims nothing while no slot is free if set to wait', async () => {
    const { clock, accept, store } = busy('wait', { reservedConcurrency: 1 })
    await Promise.all(['1', '2', '3'].map((id) => accept(id)))
    await turn()
    const claim = vi.spyOn(store, 'claim')
    await playedTo(clock, startMs + 499)
    expect(claim).not.toHaveBeenCalled()
  })

  it('throttles an attempt whose slot a run outside the engine holds if set to as-lambda', async () => {
    const slots = createSlots()
    const { clock, accept, timeline } = busy('as-lambda', { reservedConcurrency: 1 }, { slots })
    const leave = slots.enter('f', 1)
    await accept('1')
    await playedTo(clock, startMs + 500)
    if (typeof leave === 'function') leave()
    await playedTo(clock, startMs + 10_000)
    const ended = timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))
    expect(ended).toEqual(['throttle', 'success'])
  })

  it.each([
    { kind: 'reserved', reserved: 1, slots: createSlots() },
    { kind: 'unreserved', reserved: undefined, slots: createSlots(() => 1) },
  ])(
    'starts the event when a run outside the engine frees a $kind slot if set to wait',
    async ({ reserved, slots }) => {
      const resolution = reserved === undefined ? {} : { reservedConcurrency: reserved }
      const { clock, accept, attemptsAt, store } = busy('wait', resolution, { slots })
      await accept('1')
      await playedTo(clock, startMs + 1_000)
      const leave = slots.enter('f', reserved)
      await accept('2')
      await turn()
      const claim = vi.spyOn(store, 'claim')
      await playedTo(clock, startMs + 60_000)
      expect(claim).not.toHaveBeenCalled()
      if (typeof leave === 'function') leave()
      await playedTo(clock, startMs + 70_000)
      expect(attemptsAt()).toEqual([0, 60])
    },
  )

  it('refuses slots beside unreservedConcurrency', () => {
    const both = { slots: createSlots(), unreservedConcurrency: 1 }
    expect(() => busy('wait', {}, both)).toThrow(
      expect.objectContaining({
        code: 'invalid-options',
        message: 'unreservedConcurrency has no effect beside slots, which have their own limit',
      }),
    )
  })

  it('notices a limit that is raised from 0 if set to wait', async () => {
    let reservedConcurrency = 1
    const { clock, accept, attemptsAt } = busy('wait', {}, {
      resolve: () => ({ functionArn, config: {}, target: 'present', reservedConcurrency }),
    } as never)
    await accept('1')
    await playedTo(clock, startMs + 1_000)
    reservedConcurrency = 0
    await accept('2')
    await playedTo(clock, startMs + 2_000)
    reservedConcurrency = 1
    await accept('3')
    await playedTo(clock, startMs + 3_000)
    expect(attemptsAt()).toEqual([0, 2])
  })
})

describe('adaptive back-pressure (RTY-10)', () => {
  const storm = async (backpressure: 'off' | 'adaptive') => {
    const clock = new VirtualClock(startMs)
    const config = { MaximumEventAgeInSeconds: 600, OnFailure: failures, OnSuccess: successes }
    const { accept, timeline, delivered } = world({
      clock,
      backpressure,
      resolution: { reservedConcurrency: 3, config },
      invoke: () => sleeping(clock, 500, success),
    })
    await Promise.all(Array.from({ length: 200 }, (_, n) => accept(`r-${n}`)))
    await playedTo(clock, startMs + 1_200_000)
    const outcomes = timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))
    const started = timeline.filter(({ type }) => type === 'attempt-started')
    expect(Math.max(...started.map(({ atMs }) => atMs))).toBeLessThan(startMs + 600_000)
    expect(delivered).toHaveLength(200)
    const by = timeline.flatMap((entry) => (entry.type === 'decided' ? [...entry.decision.rules] : []))
    return { throttles: outcomes.filter((outcome) => outcome === 'throttle').length, stretched: by.includes('RTY-10') }
  }

  it('throttles less, stretches waits, and respects the age limit', async () => {
    const off = await storm('off')
    const adaptive = await storm('adaptive')
    expect([off.stretched, adaptive.stretched]).toEqual([false, true])
    expect(adaptive.throttles).toBeLessThan(off.throttles)
  })
})

describe('a function that floods the queue', () => {
  const waits = async (flood: number, concurrency: 'as-lambda' | 'wait', options = {}) => {
    const clock = new VirtualClock(startMs)
    const { accept, timeline } = world({
      clock,
      concurrency,
      maxInFlight: 20,
      resolution: { config: {} },
      invoke: () => sleeping(clock, 100, success),
      ...options,
    })
    await Promise.all(Array.from({ length: flood }, (_, n) => accept(`noisy-${n}`, '1', 'noisy')))
    await Promise.all(Array.from({ length: 100 }, (_, n) => accept(`quiet-${n}`, '1', `quiet-${n}`)))
    await playedTo(clock, startMs + 5_000)
    const quiet = timeline.filter(({ type, requestId }) => type === 'attempt-started' && requestId.startsWith('quiet'))
    expect(quiet).toHaveLength(100)
    return Math.max(...quiet.map(({ atMs }) => atMs - startMs))
  }

  it.each([
    { mode: 'as-lambda', options: {} },
    { mode: 'wait', options: {} },
    { mode: 'wait', options: { unreservedConcurrency: 20 } },
  ] as const)('does not delay others more the more it sends ($mode, $options)', async ({ mode, options }) => {
    const few = await waits(100, mode, options)
    expect(await waits(3_000, mode, options)).toBeLessThanOrEqual(few + 200)
    expect(few).toBeLessThanOrEqual(1_200)
  })
})
