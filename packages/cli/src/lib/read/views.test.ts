import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogramLines } from './views.ts'

const bucketsOf = (counts: readonly number[]) =>
  counts.map((count, minute) => ({ start: `2026-02-10T09:${String(minute).padStart(2, '0')}:00.000Z`, count }))
/** The counts that are shown, with null for an ellipsis. */
const shownIn = (text: string) =>
  text.split('\n').map((line) => (line === '…' ? null : Number(/^\S+ \S+ +(\d+)/.exec(line)?.[1])))

describe('histogramLines', () => {
  it.each([
    { counts: [1, 0, 0, 2], shown: [1, 0, 0, 2] },
    { counts: [1, 0, 0, 0, 2], shown: [1, null, 2] },
    { counts: [10, 0, 0, 0, 0, 20, 0, 0, 0, 1], shown: [10, null, 20, null, 1] },
  ])('shows $shown for $counts', ({ counts, shown }) => {
    expect(shownIn(histogramLines(bucketsOf(counts)))).toEqual(shown)
  })

  it('leaves out nothing but empty buckets, three or more in a row', () => {
    const counts = fc.array(fc.constantFrom(0, 0, 0, 1, 10, 100), { minLength: 1, maxLength: 24 })
    fc.assert(
      fc.property(counts, (middle) => {
        const all = [1, ...middle, 1]
        const shown = shownIn(histogramLines(bucketsOf(all)))
        expect(shown.filter((count) => count !== null && count > 0)).toEqual(all.filter((count) => count > 0))
        expect(shown.join()).not.toMatch(/\b0,0,0\b/)
      }),
      { seed: 20261129, numRuns: 200 },
    )
  })
})
