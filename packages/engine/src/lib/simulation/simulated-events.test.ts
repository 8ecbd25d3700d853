import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PendingEvents } from './simulated-events.ts'

describe('PendingEvents', () => {
  it('keeps function, number, time and counts of any event', () => {
    const event = fc.record({
      number: fc.nat(),
      functionIndex: fc.nat({ max: 2 ** 24 - 1 }),
      atMs: fc.oneof(
        fc.nat({ max: 1_000 }),
        fc.nat({ max: 2 ** 40 - 1 }),
        fc.constantFrom(2 ** 31, 2 ** 32 - 1, 2 ** 32),
      ),
      counts: fc.integer(),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (accepted) => {
        const events = new PendingEvents(1_000)
        const handles = accepted.map(({ number, functionIndex, atMs, counts }) => {
          const handle = events.add(number, functionIndex, atMs)
          expect(events.countsOf(handle)).toBe(0)
          events.setCounts(handle, counts)
          return handle
        })
        accepted.forEach(({ number, functionIndex, atMs, counts }, index) => {
          const handle = handles[index] as number
          expect([events.numberOf(handle), events.functionOf(handle)]).toEqual([number, functionIndex])
          expect([events.acceptedAtMs(handle), events.countsOf(handle)]).toEqual([atMs, counts])
        })
      }),
      { seed: 20261129, numRuns: 200 },
    )
  })

  it('uses a handle again once its event has ended', () => {
    const events = new PendingEvents(2)
    const [first, second] = [events.add(0, 0, 0), events.add(1, 0, 0)]
    expect(() => events.add(2, 0, 0)).toThrow(new RangeError('more than 2 events are pending'))
    events.setCounts(first, 7)
    events.remove(first)
    expect(events.add(2, 0, 0)).toBe(first)
    expect(events.countsOf(first)).toBe(0)
    expect(second).not.toBe(first)
    expect(events.peak).toBe(2)
  })

  it('refuses an event whose time it cannot keep', () => {
    const events = new PendingEvents(2)
    expect(events.acceptedAtMs(events.add(0, 0, 2 ** 40 - 1))).toBe(2 ** 40 - 1)
    expect(() => events.add(1, 0, 2 ** 40)).toThrow(
      new RangeError('event 1 arrives more than 34 years after the start'),
    )
  })
})
