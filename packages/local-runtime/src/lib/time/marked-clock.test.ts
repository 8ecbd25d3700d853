import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { MarkedClock } from './marked-clock.ts'

describe('MarkedClock', () => {
  it.each([
    { aheadMs: 0, expected: [1_000, 1_001, 3_000] },
    { aheadMs: 1_000, expected: [2_000, 4_000] },
  ])('writes a mark $aheadMs ms ahead before it returns a later time', ({ aheadMs, expected }) => {
    const base = new VirtualClock(1_000)
    const marks: number[] = []
    const clock = new MarkedClock(base, { reach: (atMs) => marks.push(atMs) }, aheadMs)
    for (const atMs of [1_000, 1_000, 1_001, 3_000]) {
      base.advanceToMs(atMs)
      const nowMs = clock.nowMs()
      expect(nowMs).toBe(atMs)
      expect(marks.at(-1)).toBeGreaterThanOrEqual(nowMs)
    }
    expect(marks).toEqual(expected)
  })

  it('wakes and cancels wake-ups on its base clock', () => {
    const base = new VirtualClock(0)
    const woken: number[] = []
    const clock = new MarkedClock(base, { reach: () => {} }, 0)
    clock.wakeAt(5, () => woken.push(clock.nowMs()))
    const cancel = clock.wakeAt(6, () => woken.push(6))
    cancel()
    base.advanceMs(10)
    expect(woken).toEqual([5])
  })
})
