import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from './clock.ts'
import { StoreClock } from './store-clock.ts'

/** A call whose way to the store and back takes these times. */
async function call(local: VirtualClock, clock: StoreClock, aheadMs: number, thereMs: number, backMs: number) {
  await clock.measured(async () => {
    local.advanceMs(thereMs)
    const answer = { nowMs: local.nowMs() + aheadMs }
    local.advanceMs(backMs)
    return answer
  })
}

describe('StoreClock', () => {
  it('is off by no more than half of the quickest call, for any difference and any calls', async () => {
    const ms = fc.nat({ max: 30_000 })
    const calls = fc.array(fc.tuple(ms, ms), { minLength: 1, maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -1e9, max: 1e9 }), calls, async (aheadMs, ways) => {
        const local = new VirtualClock(2e9)
        const clock = new StoreClock(local)
        let latestMs = Number.NEGATIVE_INFINITY
        for (const [there, back] of ways) {
          await call(local, clock, aheadMs, there, back)
          if (!clock.isMeasured) continue
          expect(clock.nowMs()).toBeGreaterThanOrEqual(latestMs)
          latestMs = clock.nowMs()
        }
        if (!clock.isMeasured) {
          expect(Math.min(...ways.map(([there, back]) => there + back))).toBeGreaterThan(5_000)
          return
        }
        local.advanceMs(100_000)
        const quickest = Math.min(...ways.map(([there, back]) => there + back))
        expect(Math.abs(clock.nowMs() - (local.nowMs() + aheadMs))).toBeLessThanOrEqual(quickest / 2 + 100)
      }),
    )
  })

  it('wakes by the time of the store, and follows it when one of the clocks is set', async () => {
    const local = new VirtualClock(0)
    const clock = new StoreClock(local)
    expect(clock.isMeasured).toBe(false)
    await call(local, clock, 60_000, 0, 0)
    expect([clock.isMeasured, clock.nowMs()]).toEqual([true, 60_000])
    const woken: number[] = []
    clock.wakeAt(61_000, () => woken.push(local.nowMs()))
    local.advanceMs(5_000)
    expect(woken).toEqual([1_000])
    await call(local, clock, 90_000, 0, 0)
    expect(clock.nowMs()).toBe(95_000)
  })

  it('tells those who wait when the store fails', async () => {
    const clock = new StoreClock(new VirtualClock())
    const waiting = clock.whenMeasured()
    await expect(clock.measured(() => Promise.reject(new Error('no route')))).rejects.toThrow('no route')
    expect(await waiting).toBe(false)
  })
})
