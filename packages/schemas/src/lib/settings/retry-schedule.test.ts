import { describe, expect, it } from 'vitest'
import { earliestRetriesInSeconds } from './retry-schedule.ts'

describe('earliestRetriesInSeconds', () => {
  it('adds up the waits before each retry (4.2.5c)', () => {
    expect([0, 1, 2].map(earliestRetriesInSeconds)).toEqual([[], [60], [60, 180]])
  })
})

it.each([-1, Number.NaN, 3, 1e9, Number.POSITIVE_INFINITY])(
  'gives no more retries for %d than Lambda admits (CFG-14e)',
  (retries) => {
    expect(earliestRetriesInSeconds(retries)).toEqual(retries > 2 ? [60, 180] : [])
  },
)
