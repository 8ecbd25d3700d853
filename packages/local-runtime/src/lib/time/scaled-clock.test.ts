import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { ScaledClock } from './scaled-clock.ts'

describe('ScaledClock', () => {
  it.each([undefined, 500_000])('runs 60 times as fast as its base clock with startMs %s', (startMs) => {
    const base = new VirtualClock(1_000)
    const clock = new ScaledClock(base, 60, startMs)
    const beginMs = startMs ?? 1_000
    expect(clock.nowMs()).toBe(beginMs)
    let wokenMs = 0
    clock.wakeAt(beginMs + 60_000, () => {
      wokenMs = base.nowMs()
    })
    base.advanceMs(999)
    expect([clock.nowMs(), wokenMs]).toEqual([beginMs + 59_940, 0])
    base.advanceMs(1)
    expect([clock.nowMs(), wokenMs]).toEqual([beginMs + 60_000, 2_000])
  })
})
