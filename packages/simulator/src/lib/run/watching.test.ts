import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CourseRecorder, inStepsOf } from './course.ts'
import { Latencies } from './latencies.ts'
import { PendingAges } from './pending-ages.ts'

describe('PendingAges', () => {
  it('knows the oldest of any events that come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 3_000, size: 'max' }), (choices) => {
        const ages = new PendingAges()
        const pending = new Map<number, number>()
        let next = 0
        for (const choice of choices) {
          if (choice % 5 < 3 || pending.size === 0) {
            ages.add(next * 10)
            pending.set(next, next * 10)
            next += 1
          } else {
            const events = [...pending.keys()].slice(0, 50)
            const event = choice % 5 === 3 ? (events[0] ?? 0) : (events[choice % events.length] ?? 0)
            expect(ages.remove(event)).toBe(event * 10)
            expect(ages.wasOldest).toBe(event === events[0])
            pending.delete(event)
          }
          const [oldest = Number.NaN] = pending.values()
          expect(ages.oldestMs()).toEqual(oldest)
        }
      }),
      { numRuns: 10 },
    )
  })
})

describe('Latencies', () => {
  it('has the quantiles of any numbers to 1/64', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(200), fc.nat(30_000_000)), { minLength: 1 }),
        fc.constantFrom(0.01, 0.5, 0.99, 1),
        (values, part) => {
          const latencies = new Latencies()
          for (const value of values) latencies.add(value)
          const exact = [...values].sort((a, b) => a - b)[Math.ceil(part * values.length) - 1] ?? 0
          expect(latencies.quantile(part)).toBeGreaterThanOrEqual(exact)
          expect(latencies.quantile(part)).toBeLessThanOrEqual(exact * (1 + 1 / 64))
        },
      ),
    )
    expect(new Latencies().quantile(0.5)).toBe(0)
  })
})

describe('CourseRecorder', () => {
  it('has the deepest queue, the greatest age and all counts, however often its steps double', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300_000), fc.nat(9)), { maxLength: 60 }), (changes) => {
        const recorder = new CourseRecorder(1_000)
        let [nowMs, pending, deepest, counted] = [0, 0, 0, 0]
        for (const [gapMs, next] of changes) {
          nowMs += gapMs
          recorder.enter(nowMs, pending, 0)
          pending = next
          deepest = Math.max(deepest, pending)
          recorder.pending = Math.max(recorder.pending, pending)
          recorder.throttles += 1
          counted += 1
        }
        const course = recorder.course()
        expect(Math.max(0, ...course.pending)).toBe(deepest)
        expect(course.throttles.reduce((sum, each) => sum + each, 0)).toBe(counted)
        expect(course.pending.length).toBe(Math.floor(nowMs / course.stepMs) + 1)
        expect(course.pending.length).toBeLessThanOrEqual(256)
        const longer = inStepsOf(course, course.stepMs * 4)
        expect(Math.max(0, ...longer.pending)).toBe(deepest)
        expect(longer.throttles.reduce((sum, each) => sum + each, 0)).toBe(counted)
        expect(longer.pending.length).toBe(Math.ceil(course.pending.length / 4))
      }),
    )
  })
})
