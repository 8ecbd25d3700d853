import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { SkippingClock } from './skipping-clock.ts'

describe('SkippingClock', () => {
  it('follows its base clock, and jumps to the next wake-up and no further', () => {
    const base = new VirtualClock(1_000)
    const clock = new SkippingClock(base)
    const seen: [string, number][] = []
    clock.wakeAt(61_000, () => seen.push(['a', clock.nowMs()]))
    clock.wakeAt(121_000, () => seen.push(['b', clock.nowMs()]))
    base.advanceMs(10_000)
    expect(clock.nowMs()).toBe(11_000)
    clock.skip()
    base.advanceMs(0)
    expect(seen).toEqual([['a', 61_000]])
    base.advanceMs(1_000)
    expect(clock.nowMs()).toBe(62_000)
    clock.skip()
    base.advanceMs(0)
    expect(seen.at(-1)).toEqual(['b', 121_000])
    clock.skip()
    expect(clock.nowMs()).toBe(121_000)
  })

  it('jumps neither past a wake-up that is due nor to one that was cancelled', () => {
    const base = new VirtualClock(0)
    const clock = new SkippingClock(base)
    const cancel = clock.wakeAt(5_000, () => {
      throw new Error('woken after it was cancelled')
    })
    cancel()
    clock.wakeAt(0, () => {})
    clock.skip()
    expect(clock.nowMs()).toBe(0)
  })
})
