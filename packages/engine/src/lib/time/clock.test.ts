import { describe, expect, it } from 'vitest'
import { systemClock, VirtualClock } from './clock.ts'

describe('VirtualClock', () => {
  it('runs wake-ups at their times, ties in the order of requests, late ones included', () => {
    const clock = new VirtualClock(1_000)
    const seen: [string, number][] = []
    const record = (name: string) => () => seen.push([name, clock.nowMs()])
    clock.wakeAt(3_000, record('c'))
    clock.wakeAt(2_000, () => {
      record('a')()
      clock.wakeAt(2_500, record('requested meanwhile'))
    })
    clock.wakeAt(2_000, record('b'))
    clock.wakeAt(500, record('already due'))
    expect(seen).toEqual([])
    clock.advanceToMs(3_000)
    expect(seen).toEqual([
      ['already due', 1_000],
      ['a', 2_000],
      ['b', 2_000],
      ['requested meanwhile', 2_500],
      ['c', 3_000],
    ])
    expect(clock.nextWakeAtMs()).toBeUndefined()
  })

  it('does not run cancelled wake-ups, and never goes back', () => {
    const clock = new VirtualClock(0)
    const cancel = clock.wakeAt(10, () => {
      throw new Error('cancelled')
    })
    cancel()
    clock.advanceMs(20)
    clock.advanceToMs(5)
    expect(clock.nowMs()).toBe(20)
  })
})

describe('systemClock', () => {
  it('wakes neither early nor within the call', async () => {
    const atMs = systemClock.nowMs() + 20
    let called = false
    const wokenAtMs = await new Promise<number>((resolve) => {
      systemClock.wakeAt(atMs, () => resolve(systemClock.nowMs()))
      systemClock.wakeAt(0, () => {
        called = true
      })
      expect(called).toBe(false)
    })
    expect(called).toBe(true)
    expect(wokenAtMs).toBeGreaterThanOrEqual(atMs)
  })

  it('cancels a wake-up, however far away', () => {
    const cancel = systemClock.wakeAt(systemClock.nowMs() + 2 ** 33, () => {
      throw new Error('cancelled')
    })
    cancel()
  })
})
