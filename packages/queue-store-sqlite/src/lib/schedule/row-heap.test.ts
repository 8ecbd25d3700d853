import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RowHeap } from './row-heap.ts'

it('gives rows as a sorted list does, whatever is taken out between', () => {
  const step = fc.record({ atMs: fc.integer({ min: 0, max: 20 }), remove: fc.option(fc.nat({ max: 300 })) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = new RowHeap()
      let list: { row: number; atMs: number }[] = []
      for (const [row, { atMs, remove }] of steps.entries()) {
        heap.push(row, atMs)
        list.push({ row, atMs })
        if (remove === null || !heap.has(remove)) continue
        heap.remove(remove)
        list = list.filter((entry) => entry.row !== remove)
      }
      list.sort((a, b) => a.atMs - b.atMs || a.row - b.row)
      for (const { row, atMs } of list) {
        expect([heap.first(), heap.atMs(row)]).toEqual([row, atMs])
        heap.remove(row)
      }
      expect(heap.first()).toBe(-1)
    }),
    { seed: 5 },
  )
})
