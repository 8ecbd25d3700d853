import { expect, it } from 'vitest'
import { LaneNumbers } from './lane-numbers.ts'

it('LaneNumbers reuses the number of an empty lane', () => {
  const lanes = new LaneNumbers()
  const first = lanes.join('a')
  lanes.leave(first)
  expect(lanes.join('b')).toBe(first)
  expect(lanes.nameOf(first)).toBe('b')
})
