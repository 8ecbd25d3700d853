import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DueHeap } from './due-heap.ts'

it('DueHeap returns values by time, ties in order of arrival, for any calls', () => {
  const command = fc.option(fc.nat({ max: 50 }))
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const heap = new DueHeap<number>()
      const model: { atMs: number; value: number }[] = []
      commands.forEach((atMs, value) => {
        if (atMs !== null) {
          heap.push(atMs, value)
          model.push({ atMs, value })
          model.sort((a, b) => a.atMs - b.atMs || a.value - b.value)
        } else expect(heap.pop()).toBe(model.shift()?.value)
        expect(heap.peek()).toEqual(model[0] && expect.objectContaining(model[0]))
        expect(heap.size).toBe(model.length)
      })
    }),
    { seed: 20261122 },
  )
})
