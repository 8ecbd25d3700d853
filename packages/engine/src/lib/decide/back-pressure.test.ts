import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ease, freshBackPressure, stretchOf, tighten } from './back-pressure.ts'

describe('back-pressure', () => {
  it('halves the window at most once per second, and stretches intervals as it does', () => {
    const pressure = freshBackPressure()
    expect(stretchOf(pressure)).toBe(1)
    tighten(pressure, 16, 0)
    tighten(pressure, 16, 999)
    expect([pressure.window, stretchOf(pressure)]).toEqual([8, 2])
    tighten(pressure, 16, 1_000)
    expect([pressure.window, stretchOf(pressure)]).toEqual([4, 4])
    for (let second = 2; second < 20; second += 1) tighten(pressure, 16, second * 1_000)
    expect([pressure.window, stretchOf(pressure)]).toEqual([1, 8])
  })

  it('grows the window by one per window of runs, and lifts it after five minutes without a signal', () => {
    const pressure = freshBackPressure()
    tighten(pressure, 8, 0)
    for (let runs = 0; runs < 4; runs += 1) ease(pressure, 1_000)
    expect(pressure.window).toBeCloseTo(4.9, 1)
    for (let runs = 0; runs < 40; runs += 1) ease(pressure, 2_000)
    expect([pressure.window > 8, pressure.window < 12, stretchOf(pressure)]).toEqual([true, true, 1])
    ease(pressure, 299_999)
    expect(pressure.window).toBeLessThan(12)
    ease(pressure, 300_000)
    expect([pressure.window, stretchOf(pressure)]).toEqual([Number.POSITIVE_INFINITY, 1])
  })

  it('always admits one attempt and never stretches more than eightfold', () => {
    const step = fc.oneof(
      fc.record({ cut: fc.nat({ max: 10_000 }), inFlight: fc.nat({ max: 1_000 }) }),
      fc.constant('eased'),
    )
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const pressure = freshBackPressure()
        let nowMs = 0
        for (const step of steps) {
          if (typeof step === 'string') ease(pressure, nowMs)
          else {
            nowMs += step.cut
            tighten(pressure, step.inFlight, nowMs)
          }
          expect(pressure.window).toBeGreaterThanOrEqual(1)
          expect(stretchOf(pressure)).toBeGreaterThanOrEqual(1)
          expect(stretchOf(pressure)).toBeLessThanOrEqual(8)
        }
      }),
      { seed: 20261122 },
    )
  })
})
