import { describe, expect, it } from 'vitest'
import { driven, settled } from '../../../test/drive.ts'
import { error, functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import type { Attempt } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'

describe('the engine with injected faults', () => {
  it('throttles the first attempts and fails the next with system errors', async () => {
    const { timeline, accept, run, attemptsAt } = world({ faults: { throttles: 2, systemErrors: 1 } })
    await accept()
    await run()
    expect(timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))).toEqual([
      'throttle',
      'throttle',
      'systemError',
      'success',
    ])
    expect(attemptsAt()).toEqual([0, 1, 3, 7])
  })

  it('runs a duplicate twice under one request id, and a lost event never (INV-14)', async () => {
    const ids: string[] = []
    const invoke = async ({ requestId }: Attempt) => {
      ids.push(requestId)
      return success
    }
    const twice = world({ faults: { duplicateDelivery: 1 }, invoke })
    await twice.accept()
    await twice.run()
    expect(ids).toEqual(['r-1', 'r-1'])
    expect(twice.delivered).toHaveLength(2)
    const lost = world({ faults: { lostEvent: 1 }, invoke })
    expect(await lost.accept('r-2')).toBe('accepted')
    await lost.run()
    expect(lost.timeline.map(({ type }) => type)).toEqual(['accepted', 'lost'])
  })

  it('draws faults from the seed', async () => {
    const lostOf = async (seed: number) => {
      const { accept, run, timeline } = world({ seed, faults: { lostEvent: 0.5 } })
      for (let n = 0; n < 20; n += 1) await accept(`r-${n}`)
      await run()
      return timeline.filter(({ type }) => type === 'lost').map(({ requestId }) => requestId)
    }
    expect(await lostOf(7)).toEqual(await lostOf(7))
    expect(await lostOf(7)).not.toEqual(await lostOf(8))
    expect((await lostOf(7)).length).toBeGreaterThan(2)
  })

  it('delays a change of settings (DSP-8, U-19)', async () => {
    const clock = new VirtualClock(startMs)
    let retries = 2
    const { accept, attemptsAt, engine } = world({
      clock,
      faults: { configurationDelayMs: 90_000 },
      resolve: () => ({ functionArn, target: 'present', config: { MaximumRetryAttempts: retries } }),
      invoke: async () => error,
    })
    await accept()
    await settled(engine)
    retries = 1
    await driven(engine, clock)
    // The change is first seen at 60 s and in force at 180 s.
    expect(attemptsAt()).toEqual([0, 60, 180])
    await accept('r-2')
    await driven(engine, clock)
    expect(attemptsAt().slice(3)).toEqual([180, 240])
  })
})
