import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ArrivalSource,
  burstArrivals,
  constantArrivals,
  countedArrivals,
  poissonArrivals,
  tracedArrivals,
} from './arrival-source.ts'

const all = (source: ArrivalSource, seed = 1): readonly number[] => {
  const next = source.start(seed)
  const times: number[] = []
  for (let time = next(); time !== Number.POSITIVE_INFINITY; time = next()) times.push(time)
  expect(next()).toBe(Number.POSITIVE_INFINITY)
  return times
}

const durationMs = 60_000
const sources: fc.Arbitrary<{ readonly source: ArrivalSource; readonly isExact: boolean }> = fc.oneof(
  fc.double({ min: 0.001, max: 20, noNaN: true }).map((perSecond) => ({
    source: constantArrivals(perSecond, durationMs),
    isExact: true,
  })),
  fc.double({ min: 0.001, max: 20, noNaN: true }).map((perSecond) => ({
    source: poissonArrivals(perSecond, durationMs),
    isExact: false,
  })),
  fc
    .record({
      events: fc.integer({ min: 1, max: 9 }),
      everyMs: fc.integer({ min: 1_000, max: 70_000 }),
      firstAtMs: fc.nat(70_000),
      overMs: fc.nat(1_000),
    })
    .map((bursts) => ({ source: burstArrivals(bursts, durationMs), isExact: true })),
  fc.array(fc.nat(90_000), { maxLength: 30 }).map((times) => ({
    source: tracedArrivals(Float64Array.from(times).sort(), durationMs),
    isExact: true,
  })),
  fc.tuple(fc.array(fc.nat(40), { maxLength: 8 }), fc.constantFrom('random', 'even')).map(([counts, spread]) => ({
    source: countedArrivals(
      counts.map((count, index) => ({ startMs: index * 10_000, count })),
      { periodMs: 10_000, spread },
      durationMs,
    ),
    isExact: true,
  })),
)

describe('arrivals of any kind', () => {
  it('come in order and in number, and again alike', () => {
    fc.assert(
      fc.property(sources, fc.nat(), ({ source, isExact }, seed) => {
        const times = all(source, seed)
        expect(all(source, seed)).toEqual(times)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(times[0] ?? 0).toBeGreaterThanOrEqual(0)
        if (isExact) expect(times).toHaveLength(source.expected)
        else expect(times.at(-1) ?? 0).toBeLessThan(durationMs)
      }),
    )
  })
})

describe('countedArrivals', () => {
  const periods = [3, 0, 1_000].map((count, index) => ({ startMs: index * 60_000, count }))
  const placesOf = (spread: 'random' | 'even') => {
    const times = all(countedArrivals(periods, { periodMs: 60_000, spread }, 180_000))
    return periods.map(({ startMs }) =>
      times.filter((time) => time >= startMs && time < startMs + 60_000).map((time) => (time - startMs) / 60_000),
    )
  }

  it('spread the events of a period evenly', () => {
    const [few, none, many = []] = placesOf('even')
    expect([few, none, many.length]).toEqual([[0, 1 / 3, 2 / 3], [], 1_000])
    expect(many[500]).toBeCloseTo(0.5, 6)
  })

  it('spread them at random over the whole of it', () => {
    const [few = [], none, many = []] = placesOf('random')
    expect([few.length, none, many.length]).toEqual([3, [], 1_000])
    for (const tenth of Array.from({ length: 10 }, (_, index) => index / 10))
      expect(many.filter((place) => place >= tenth && place < tenth + 0.1).length).toBeGreaterThan(60)
  })

  it('leave out the periods after the end', () => {
    const source = countedArrivals(periods, { periodMs: 60_000, spread: 'even' }, 120_000)
    expect([source.expected, source.endMs, all(source)]).toEqual([3, 180_000, [0, 20_000, 40_000]])
  })
})
