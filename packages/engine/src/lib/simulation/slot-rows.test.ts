import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SlotRows } from './slot-rows.ts'

describe('SlotRows', () => {
  const slots = 3
  const slot = fc.nat({ max: slots - 1 })
  const command = fc.oneof(
    { weight: 8, arbitrary: fc.record({ append: slot, times: fc.integer({ min: 1, max: 40 }) }) },
    { weight: 4, arbitrary: fc.record({ takeFrom: slot, times: fc.integer({ min: 1, max: 40 }) }) },
    { weight: 1, arbitrary: fc.record({ read: slot }) },
    { weight: 1, arbitrary: fc.record({ moveFrom: slot }) },
  )

  it('returns the handles of each slot in the order of their arrival, for any calls', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const rows = new SlotRows(slots)
        const expected: [handle: number, time: number][][] = Array.from({ length: slots }, () => [])
        const list = (index: number) => expected[index] as [number, number][]
        let handle = 0
        for (const asked of commands) {
          if ('append' in asked)
            for (let n = 0; n < asked.times; n += 1) {
              handle += 1
              rows.append(asked.append, handle, handle * 7)
              list(asked.append).push([handle, handle * 7])
            }
          else if ('takeFrom' in asked)
            for (let n = 0; n < asked.times && !rows.isEmpty(asked.takeFrom); n += 1)
              expect(rows.takeFirst(asked.takeFrom)).toBe(list(asked.takeFrom).shift()?.[0])
          else if ('read' in asked) {
            const read: number[] = []
            rows.readRows(asked.read, (cells, from, to) => {
              for (let at = from; at < to; at += 2) read.push(cells[at] as number)
            })
            expect(read).toEqual(list(asked.read).map(([each]) => each))
          } else {
            const to = (asked.moveFrom + 1) % slots
            const moved: [number, number][] = []
            rows.takeAll(asked.moveFrom, (each, time) => {
              moved.push([each, time])
              rows.append(to, each, time)
            })
            expect(moved).toEqual(list(asked.moveFrom))
            list(to).push(...list(asked.moveFrom).splice(0))
          }
          expect(expected.map(({ length }) => length === 0)).toEqual(expected.map((_, index) => rows.isEmpty(index)))
        }
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })

  it('needs no more memory for handles that come and go', () => {
    const rows = new SlotRows(slots)
    const cells = (slot: number) => {
      let length = 0
      rows.readRows(slot, (read) => {
        length = read.length
      })
      return length
    }
    const pass = () => {
      for (let handle = 0; handle < 100; handle += 1) rows.append(0, handle, handle)
      const length = cells(0)
      rows.takeAll(0, (handle, time) => rows.append(1, handle, time))
      while (!rows.isEmpty(1)) rows.takeFirst(1)
      return length
    }
    pass()
    const before = pass()
    for (let n = 0; n < 1_000; n += 1) pass()
    expect(pass()).toBe(before)
  })
})
