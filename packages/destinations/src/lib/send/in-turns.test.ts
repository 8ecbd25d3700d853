import { expect, it } from 'vitest'
import { inTurns } from './in-turns.ts'

it('does all, as many at once as told and no more, and answers in order', async () => {
  let running = 0
  const seen: number[] = []
  const results = await inTurns([30, 10, 20, 0, 5], 2, async (delayMs) => {
    running += 1
    seen.push(running)
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    running -= 1
    return delayMs + 1
  })
  expect(results).toEqual([31, 11, 21, 1, 6])
  expect(Math.max(...seen)).toBe(2)
  expect(await inTurns([], 2, async () => 1)).toEqual([])
})
