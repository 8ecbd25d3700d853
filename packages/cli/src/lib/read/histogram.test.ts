import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistogram } from './histogram.ts'

function histogramOf(times: readonly string[]) {
  const histogram = createHistogram()
  for (const time of times) histogram.add(time)
  return histogram.list()
}

describe('createHistogram', () => {
  it('counts every time in the bucket that holds it, in at most 24 buckets, whatever the order', () => {
    const time = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString())
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.array(fc.nat()), (times, order) => {
        const buckets = histogramOf(times)
        expect(buckets.length).toBeLessThanOrEqual(48)
        const counted = buckets.map(({ start }, index) => {
          const end = buckets[index + 1]?.start ?? '9999'
          return times.filter((each) => each >= start && each < end).length
        })
        expect(buckets.map(({ count }) => count)).toEqual(counted)
        const shuffled = [...times].sort((a, b) => (order[a.length] ?? 0) - (order[b.length] ?? 1))
        expect(histogramOf(shuffled)).toEqual(buckets)
      }),
    )
  })

  it('has buckets of an hour for a day, the empty ones included', () => {
    const buckets = histogramOf(['2026-02-10T09:15:00Z', '2026-02-10T23:59:59.999Z', '2026-02-10T09:59:00Z'])
    expect([buckets.length, buckets[0], buckets[1], buckets.at(-1)]).toEqual([
      15,
      { start: '2026-02-10T09:00:00.000Z', count: 2 },
      { start: '2026-02-10T10:00:00.000Z', count: 0 },
      { start: '2026-02-10T23:00:00.000Z', count: 1 },
    ])
  })

  it('is empty without times, and leaves out what is none', () => {
    expect(histogramOf(['yesterday'])).toEqual([])
  })
})
