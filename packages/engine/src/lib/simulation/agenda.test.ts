import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueHeap } from '../time/due-heap.ts'
import { Agenda } from './agenda.ts'

describe('Agenda', () => {
  const delay = fc.oneof(
    fc.nat({ max: 100 }),
    fc.constantFrom(31, 32, 1_000, 60_000, 32 ** 3 - 1, 300_000, 32 ** 4, 2 ** 30 - 1, 2 ** 30, 2 ** 31 + 5),
    fc.nat({ max: 2 ** 32 }),
    fc.double({ min: 0, max: 5_000, noNaN: true }),
  )
  const command = fc.oneof(
    { weight: 6, arbitrary: fc.record({ add: delay, times: fc.nat({ max: 50 }) }, { requiredKeys: ['add'] }) },
    { weight: 3, arbitrary: fc.record({ takeBy: delay }) },
    { weight: 2, arbitrary: fc.record({ takeAny: fc.constant(true) }) },
  )

  it('returns handles by time and by arrival, as a heap does, for any waits and limits', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const agenda = new Agenda(() => undefined)
        const heap = new DueHeap<number>()
        const take = (limitMs: number) => {
          const due = heap.peek()
          const isDue = due !== undefined && due.atMs <= limitMs
          expect(agenda.take(limitMs)).toBe(isDue ? heap.pop() : -1)
          if (isDue) expect(agenda.nowMs).toBe(due.atMs)
        }
        let handle = 0
        for (const asked of commands) {
          if ('add' in asked) {
            for (let left = asked.times ?? 1; left > 0; left -= 1) {
              handle += 1
              agenda.add(handle, agenda.nowMs + asked.add)
              heap.push(Math.ceil(agenda.nowMs + asked.add), handle)
            }
          } else take('takeBy' in asked ? agenda.nowMs + asked.takeBy : Number.POSITIVE_INFINITY)
          expect(agenda.size).toBe(heap.size)
        }
        while (heap.size > 0) take(Number.POSITIVE_INFINITY)
        expect([agenda.take(Number.POSITIVE_INFINITY), agenda.size]).toEqual([-1, 0])
      }),
      { seed: 20261129, numRuns: 500 },
    )
  })

  it('announces a handle that waits more than a moment once, before it is due', () => {
    const announced: [number, number][] = []
    const agenda = new Agenda((cells, from, to) => {
      for (let at = from; at < to; at += 2) announced.push([cells[at] as number, agenda.nowMs])
    })
    const waitsMs = [40, 5_000, 60_000, 300_000]
    waitsMs.forEach((waitMs, handle) => {
      agenda.add(handle, waitMs)
    })
    for (const _ of waitsMs) agenda.take(Number.POSITIVE_INFINITY)
    expect(announced.map(([handle]) => handle)).toEqual([0, 1, 2, 3])
    for (const [handle, atMs] of announced) expect((waitsMs[handle] ?? 0) - atMs).toBeLessThan(32)
  })

  it('takes nothing by a time before now', () => {
    const agenda = new Agenda(() => undefined)
    agenda.add(1, 10)
    agenda.add(2, 10)
    expect([agenda.take(10), agenda.take(9), agenda.take(10)]).toEqual([1, -1, 2])
  })

  it('takes what is overdue now', () => {
    const agenda = new Agenda(() => undefined)
    agenda.add(1, 100)
    agenda.take(100)
    agenda.add(2, 50)
    expect([agenda.take(100), agenda.nowMs]).toEqual([2, 100])
  })

  it('needs no more memory for handles that come and go', () => {
    const lengths: number[] = []
    const agenda = new Agenda((cells) => lengths.push(cells.length))
    for (let pass = 0; pass < 1_000; pass += 1) {
      for (let handle = 0; handle < 100; handle += 1) agenda.add(handle, agenda.nowMs + 40)
      while (agenda.size > 0) agenda.take(Number.POSITIVE_INFINITY)
    }
    expect(lengths.at(-1)).toBe(lengths[20])
  })
})
