import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { MarkedClock } from './marked-clock.ts'

describe('MarkedClock', () => {
  it.each([
    [0, [1_000, 1_001, 3_000]],
    [1_000, [2_000, 4_000]],
  ])('marks every moment before it tells it, %i ms ahead', (aheadMs, expected) => {
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

  it('wakes as the clock below it', () => {
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
