import { describe, expect, it } from 'vitest'
import { createSystemClock, systemClock, VirtualClock } from './clock.ts'

describe('VirtualClock', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, undefined, '5', null])(
    'refuses to be advanced to %s, where it would stay for ever',
    (value) => {
      const clock = new VirtualClock(1_000)
      const woken: number[] = []
      clock.wakeAt(2_000, () => woken.push(clock.nowMs()))
      expect(() => clock.advanceToMs(value as number)).toThrow(RangeError)
      if (value !== null) expect(() => clock.advanceMs(value as number)).toThrow(/^time cannot be advanced to /)
      expect([clock.nowMs(), woken]).toEqual([1_000, []])
      clock.advanceMs(1_000)
      expect([clock.nowMs(), woken]).toEqual([2_000, [2_000]])
    },
  )

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

describe('createSystemClock', () => {
  it('goes on when the time of the machine is set back, and follows when it is set forward', () => {
    let [wallMs, steadyMs] = [1_000_000, 50.5]
    const clock = createSystemClock(
      () => wallMs,
      () => steadyMs,
    )
    const pass = (ms: number): void => {
      wallMs += ms
      steadyMs += ms
    }
    pass(1_000)
    expect(clock.nowMs()).toBe(1_001_000)
    wallMs -= 3_600_000
    expect(clock.nowMs()).toBe(1_001_000)
    pass(1_000)
    expect(clock.nowMs()).toBe(1_002_000)
    wallMs += 7_200_000
    expect(clock.nowMs()).toBe(wallMs)
    // Asleep, the machine's time passes alone.
    wallMs += 60_000
    expect(clock.nowMs()).toBe(wallMs)
  })

  it('never runs backwards, and is never behind the machine, however that is set', () => {
    let [wallMs, steadyMs, lastMs, seed] = [1_000_000, 0, 0, 1]
    const clock = createSystemClock(
      () => Math.floor(wallMs),
      () => steadyMs,
    )
    for (let n = 0; n < 10_000; n += 1) {
      seed = (seed * 48_271) % 2_147_483_647
      const passedMs = (seed % 1_000) / 300
      steadyMs += passedMs
      wallMs += passedMs + (seed % 50 === 0 ? (seed % 20_000) - 10_000 : 0)
      const nowMs = clock.nowMs()
      expect(nowMs).toBeGreaterThanOrEqual(Math.max(lastMs, Math.floor(wallMs)))
      expect(Number.isInteger(nowMs)).toBe(true)
      lastMs = nowMs
    }
  })
})
