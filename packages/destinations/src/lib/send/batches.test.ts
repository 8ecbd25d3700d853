import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from './batches.ts'

describe('batchesOf', () => {
  const limits = { maxCount: 3, maxSize: 10 }
  const item = fc.record({ group: fc.constantFrom('a', 'b', 'c'), size: fc.nat(12), id: fc.nat() })
  const sum = (sizes: readonly { size: number }[]): number => sizes.reduce((total, { size }) => total + size, 0)

  it('keeps every item once and in order, with one group per batch, within both limits', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const batches = batchesOf(items, limits)
        for (const group of ['a', 'b', 'c'])
          expect(batches.flat().filter((each) => each.group === group)).toEqual(
            items.filter((each) => each.group === group),
          )
        for (const batch of batches) {
          expect(new Set(batch.map(({ group }) => group)).size).toBe(1)
          expect(batch.length).toBeLessThanOrEqual(3)
          expect(batch.length === 1 || sum(batch) <= 10).toBe(true)
        }
      }),
      { seed: 20261122 },
    )
  })

  it('fills a batch up to its limits', () => {
    const sized = (...sizes: number[]) => sizes.map((size) => ({ group: 'a', size }))
    const shape = (...sizes: number[]) =>
      batchesOf(sized(...sizes), limits).map((batch) => batch.map(({ size }) => size))
    expect(shape(5, 5)).toEqual([[5, 5]])
    expect(shape(5, 6)).toEqual([[5], [6]])
    expect(shape(1, 1, 1, 1)).toEqual([[1, 1, 1], [1]])
    expect(shape(11, 1)).toEqual([[11], [1]])
    expect(shape()).toEqual([])
  })
})
