import { describe, expect, it } from 'vitest'
import { quantileOf } from './distribution.ts'
import { drawFor, purpose } from './draws.ts'

describe('quantileOf', () => {
  it.each([
    { name: 'a number', distribution: 250, at: [0, 0.5, 0.999], ms: [250, 250, 250] },
    {
      name: 'a uniform one',
      distribution: { uniform: { from: 100, to: 300 } },
      at: [0, 0.25, 0.5],
      ms: [100, 150, 200],
    },
    { name: 'an exponential one', distribution: { exponential: { mean: 100 } }, at: [0, 1 - 1 / Math.E], ms: [0, 100] },
    {
      name: 'a log-normal one',
      distribution: { logNormal: { p50: 200, p99: 3_000 } },
      at: [0.5, 0.99],
      ms: [200, 3_000],
    },
    {
      name: 'the middle of a log-normal one, by deviates of the normal distribution',
      distribution: { logNormal: { p50: 200, p99: 3_000 } },
      at: [0.158_655_253_931_457, 0.25, 0.75, 0.841_344_746_068_543],
      ms: [-1, -0.674_489_750_196, 0.674_489_750_196, 1].map((deviate) => 200 * 15 ** (deviate / 2.326_347_874_041)),
    },
    {
      name: 'the tails of a log-normal one, up to 900 s',
      distribution: { logNormal: { p50: 200, p99: 900_000 } },
      at: [0.01, 0.999],
      ms: [(200 * 200) / 900_000, 900_000],
    },
    {
      name: 'percentiles',
      distribution: { percentiles: { p99: 1_000, p50: 100 } },
      at: [0.1, 0.5, 0.745, 0.99, 0.999],
      ms: [100, 100, 550, 1_000, 1_000],
    },
  ])('inverts $name', ({ distribution, at, ms }) => {
    const quantile = quantileOf(distribution)
    for (const [index, place] of at.entries()) expect(quantile(place)).toBeCloseTo(ms[index] ?? Number.NaN, 4)
  })
})

describe('drawFor', () => {
  it('spreads evenly over events, runs, purposes and seeds, without a trend from one to the next', () => {
    const draws = [
      Array.from({ length: 20_000 }, (_, event) => drawFor(1, event, 1, purpose.error)),
      Array.from({ length: 20_000 }, (_, event) => drawFor(1, event, 1, purpose.duration)),
      Array.from({ length: 20_000 }, (_, run) => drawFor(1, 5, run, purpose.error)),
      Array.from({ length: 20_000 }, (_, seed) => drawFor(seed, 5, 1, purpose.error)),
    ]
    for (const [index, own] of draws.entries()) {
      const mean = own.reduce((sum, each) => sum + each, 0) / own.length
      expect(mean).toBeCloseTo(0.5, 1.7)
      expect(own.filter((each) => each < 0.01).length / own.length).toBeCloseTo(0.01, 2)
      const pairs = own.slice(1).reduce((sum, each, at) => sum + (each - 0.5) * ((own[at] ?? 0) - 0.5), 0) / own.length
      expect(Math.abs(pairs)).toBeLessThan(0.002)
      const other = draws[(index + 1) % draws.length] ?? []
      const across = own.reduce((sum, each, at) => sum + (each - 0.5) * ((other[at] ?? 0) - 0.5), 0) / own.length
      expect(Math.abs(across)).toBeLessThan(0.002)
    }
  })
})
