import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inBatches } from './in-batches.ts'

it('takes in 64 entries when their turn has ended, and fewer soon', async () => {
  const batches = inBatches()
  let taken = 0
  const add = (count: number): void => {
    for (let entry = 0; entry < count; entry += 1) batches.add(() => (taken += 1))
  }
  add(64)
  expect(taken).toBe(0)
  await setImmediate()
  expect(taken).toBe(64)
  add(1)
  await expect.poll(() => taken).toBe(65)
})
