import { describe, expect, it } from 'vitest'
import { earliestRetriesInSeconds } from './retry-schedule.ts'

describe('earliestRetriesInSeconds', () => {
  it('adds up the waits before each retry (4.2.5c)', () => {
    expect([0, 1, 2].map(earliestRetriesInSeconds)).toEqual([[], [60], [60, 180]])
  })
})
