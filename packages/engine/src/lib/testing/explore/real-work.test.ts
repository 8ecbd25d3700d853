import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEffects, isRecorded } from './effects/effects.ts'
import { RealWork } from './real-work.ts'
import { runSchedule } from './run-schedule.ts'

describe('RealWork', () => {
  it('waits five seconds, and after a run that stood still for four times what others needed', () => {
    expect(new RealWork().limitMs).toBe(5_000)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 5_000 })), (needed) => {
        const work = new RealWork()
        for (const ms of needed) work.wentOn(ms)
        expect(work.limitMs).toBe(5_000)
        work.stoodStill()
        for (const ms of needed) expect(work.limitMs).toBeGreaterThanOrEqual(Math.min(5_000, 4 * ms))
        expect(work.limitMs).toBeGreaterThanOrEqual(500)
        expect(work.limitMs).toBeLessThanOrEqual(5_000)
      }),
      { seed: 20261129 },
    )
  })
})

describe('a handler that stands still', () => {
  const effects = createEffects()
  if (!isRecorded(effects)) throw new Error('no recorder')
  const settings = { isReported: false }
  const setup = (handler: () => unknown) => ({
    ...{ create: () => handler, events: ['{}'], effects, fetch, settings, staleSettings: settings, timeoutMs: 3_000 },
    ...{ realWork: new RealWork(20), reset: () => {} },
  })
  const never = () => new Promise(() => {})

  it.each([
    { handler: never, says: 'within seconds of its start, without any fault' },
    { handler: () => effects.call('charge', {}).then(never), says: 'within seconds after step 1, without any fault' },
  ])('is refused where there is no fault: $says', async ({ handler, says }) => {
    const refused = runSchedule(setup(handler), { faults: [] }, 1)
    await expect(refused).rejects.toMatchObject({ name: 'EngineError', code: 'invalid-options' })
    await expect(refused).rejects.toThrow(says)
  })

  it('times out under a fault, and leaves less time to the runs that follow', async () => {
    let runs = 0
    const { trace } = await runSchedule(
      setup(() => (++runs === 1 ? never() : 'done')),
      { faults: [{ fault: 'duplicate', event: 1, afterMs: 0 }] },
      1,
    )
    expect(trace.join('\n')).toContain('times out')
    expect(runs).toBe(3)
  })
})
