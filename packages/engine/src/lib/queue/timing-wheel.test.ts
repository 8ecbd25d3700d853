import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueHeap } from '../time/due-heap.ts'
import { TimingWheel } from './timing-wheel.ts'

/** A wheel and a heap as the model, with the same values. */
function pair() {
  const wheel = new TimingWheel()
  const heap = new DueHeap<number>()
  return {
    wheel,
    heap,
    push(atMs: number, handle: number): void {
      wheel.insert(handle, atMs)
      heap.push(Math.ceil(atMs), handle)
    },
    pop(limitMs: number): void {
      const due = heap.peek()
      const expected = due === undefined || due.atMs > limitMs ? -1 : (heap.pop() ?? -1)
      expect(wheel.popDue(limitMs)).toBe(expected)
    },
  }
}

describe('TimingWheel', () => {
  const delay = fc.oneof(
    fc.nat({ max: 100 }),
    fc.constantFrom(1_000, 60_000, 64 ** 2, 64 ** 3 - 1, 300_000, 64 ** 4, 2 ** 30 - 1, 2 ** 30, 2 ** 31 + 5),
    fc.nat({ max: 2 ** 31 }),
    fc.double({ min: 0, max: 5_000, noNaN: true }),
  )
  const command = fc.oneof(
    { weight: 5, arbitrary: fc.record({ push: delay }) },
    { weight: 3, arbitrary: fc.record({ popAfter: delay }) },
    { weight: 2, arbitrary: fc.record({ popAny: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ setBack: fc.nat({ max: 100_000 }) }) },
  )

  it('keeps the links of every handle, whatever the number that its memory ends with', () => {
    const wheel = new TimingWheel()
    const handles = Array.from({ length: 10_000 }, (_, handle) => handle)
    const [odd, even] = [handles.filter((handle) => handle % 2 === 1), handles.filter((handle) => handle % 2 === 0)]
    for (const handle of handles) wheel.insert(handle, 5_000)
    for (const handle of odd) wheel.remove(handle)
    expect(even.map(() => wheel.popDue(5_000))).toEqual(even)
    expect([wheel.popDue(5_000), wheel.size]).toEqual([-1, 0])
  })

  it('returns handles as the heap does, for any calls, waits and jumps of the clock', () => {
    const start = fc.constantFrom(0, 63, 2 ** 30 - 2, 1_770_715_232_050)
    fc.assert(
      fc.property(start, fc.array(command, { maxLength: 400 }), (startMs, commands) => {
        const { wheel, heap, push, pop } = pair()
        let nowMs = startMs
        commands.forEach((asked, handle) => {
          if ('push' in asked) push(nowMs + asked.push, handle)
          else if ('popAfter' in asked) {
            nowMs += asked.popAfter
            pop(nowMs)
          } else if ('setBack' in asked) nowMs = Math.max(0, nowMs - asked.setBack)
          else {
            nowMs = Math.max(nowMs, heap.peek()?.atMs ?? nowMs)
            pop(Number.POSITIVE_INFINITY)
          }
          expect(wheel.size).toBe(heap.size)
          expect(wheel.nextDueMs()).toBe(heap.peek()?.atMs)
        })
        while (heap.size > 0) pop(Number.POSITIVE_INFINITY)
        expect(wheel.popDue(Number.POSITIVE_INFINITY)).toBe(-1)
      }),
      { seed: 20261122, numRuns: 400 },
    )
  })

  it('returns handles as the heap does when some are removed early', () => {
    const times = fc.array(fc.tuple(delay, fc.boolean()), { maxLength: 300 })
    fc.assert(
      fc.property(times, (entries) => {
        const { wheel, heap, pop } = pair()
        entries.forEach(([atMs], handle) => {
          wheel.insert(handle, atMs)
        })
        entries.forEach(([atMs, stays], handle) => {
          if (stays) heap.push(Math.ceil(atMs), handle)
          else wheel.remove(handle)
        })
        expect(wheel.nextDueMs()).toBe(heap.peek()?.atMs)
        while (heap.size > 0) pop(Number.POSITIVE_INFINITY)
        expect(wheel.size).toBe(0)
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })

  it('returns the handles that are left in order, whenever others are removed between them', () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ push: delay }) },
      { weight: 2, arbitrary: fc.record({ popAfter: delay }) },
      { weight: 2, arbitrary: fc.record({ remove: fc.nat() }) },
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 300 }), (actions) => {
        const wheel = new TimingWheel()
        const left: { handle: number; dueMs: number }[] = []
        const earliest = () => left.reduce((a, b) => (b.dueMs < a.dueMs ? b : a), { handle: -1, dueMs: Infinity })
        const drop = (handle: number) => left.splice(left.findIndex((each) => each.handle === handle) >>> 0, 1)
        let nowMs = 0
        actions.forEach((asked, handle) => {
          if ('push' in asked) {
            const dueMs = Math.ceil(nowMs + asked.push)
            wheel.insert(handle, dueMs)
            left.push({ handle, dueMs })
          } else if ('popAfter' in asked) {
            nowMs += asked.popAfter
            const first = earliest()
            const expected = first.dueMs <= nowMs ? first.handle : -1
            expect(wheel.popDue(nowMs)).toBe(expected)
            drop(expected)
          } else if (left.length > 0) {
            const [removed] = left.splice(asked.remove % left.length, 1)
            wheel.remove(removed?.handle ?? -1)
          }
          expect([wheel.size, wheel.nextDueMs() ?? Infinity]).toEqual([left.length, earliest().dueMs])
        })
        for (; left.length > 0; drop(earliest().handle)) expect(wheel.popDue(Infinity)).toBe(earliest().handle)
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })

  it('never returns a handle before its time, fractions of a millisecond included', () => {
    const wheel = new TimingWheel()
    wheel.insert(0, 10.5)
    expect([wheel.popDue(10.9), wheel.nextDueMs(), wheel.popDue(11)]).toEqual([-1, 11, 0])
  })
})
