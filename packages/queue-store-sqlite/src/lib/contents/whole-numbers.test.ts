import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WholeNumbers } from './whole-numbers.ts'

const numbersOf = (texts: readonly string[]): readonly number[] => {
  const numbers = new WholeNumbers(new TextEncoder().encode(texts.map((text) => `${text},`).join('')))
  return texts.map(() => numbers.next())
}

describe('WholeNumbers', () => {
  it('reads back every number that JavaScript can represent', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (numbers) => {
        expect(numbersOf(numbers.map(String))).toEqual(numbers.map((number) => number + 0))
      }),
      { seed: 20261128 },
    )
  })

  it.each(['', '-', '1.5', '1e3', '9007199254740993', '-9223372036854775808', 'x', ' 1'])(
    'takes %j for no number, and reads the next',
    (text) => {
      expect(numbersOf([text, '7'])).toEqual([Number.NaN, 7])
    },
  )

  it('has no number behind the last', () => {
    expect(new WholeNumbers(new Uint8Array()).next()).toBeNaN()
  })
})
