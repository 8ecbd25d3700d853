import { describe, expect, it } from 'vitest'
import { RandomSequence, seededRandom } from './seeded-random.ts'

describe('seededRandom', () => {
  it.each([
    { seed: 7, numbers: [0.011704753153026104, 0.06195825757458806, 0.97690763277933] },
    { seed: -1, numbers: [0.8964226141106337, 0.189478256739676, 0.7156526781618595] },
  ])('gives the same numbers for the seed $seed everywhere', ({ seed, numbers }) => {
    const random = seededRandom(seed)
    const sequence = new RandomSequence(seed)
    expect(numbers.map(() => random())).toEqual(numbers)
    expect(numbers.map(() => sequence.next())).toEqual(numbers)
  })
})
