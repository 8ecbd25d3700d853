import { describe, expect, it } from 'vitest'
import { mapWithConcurrency } from './map-with-concurrency.ts'

describe('mapWithConcurrency', () => {
  it('maps every item within the maximum concurrency, in order', async () => {
    let running = 0
    const seen: number[] = []
    const results = await mapWithConcurrency([30, 10, 20, 0, 5], 2, async (delayMs) => {
      running += 1
      seen.push(running)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      running -= 1
      return delayMs + 1
    })
    expect(results).toEqual([31, 11, 21, 1, 6])
    expect(Math.max(...seen)).toBe(2)
    expect(await mapWithConcurrency([], 2, async () => 1)).toEqual([])
  })
})
