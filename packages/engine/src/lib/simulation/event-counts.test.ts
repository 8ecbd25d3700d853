import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffIn, failuresIn, isRunning, outcomeIn, runsIn, slotIn, withProgress, withRun } from './event-counts.ts'

const byte = fc.nat({ max: 255 })
const slot = fc.constantFrom('reserved' as const, 'pool' as const)
const outcome = fc.constantFrom('success' as const, 'functionError' as const, 'systemError' as const)
const attempt = fc.oneof(
  fc.record({ run: fc.record({ slot, outcome }) }),
  fc.record({ waits: fc.record({ failures: byte, backoff: fc.nat({ max: 400 }) }) }),
)

describe('EventCounts', () => {
  it('says what a record of members would, after any runs and waits', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 300 }), (attempts) => {
        let counts = 0
        const expected = { failures: 0, backoff: 0, runs: 0, isRunning: false }
        for (const each of attempts) {
          if ('run' in each) {
            counts = withRun(counts, each.run.slot, each.run.outcome)
            expected.runs = Math.min(255, expected.runs + 1)
            expected.isRunning = true
            expect([slotIn(counts), outcomeIn(counts)]).toEqual([each.run.slot, each.run.outcome])
          } else {
            const { failures, backoff } = each.waits
            counts = withProgress(counts, failures, backoff)
            Object.assign(expected, { failures, backoff: Math.min(255, backoff), isRunning: false })
          }
          expect({
            failures: failuresIn(counts),
            backoff: backoffIn(counts),
            runs: runsIn(counts),
            isRunning: isRunning(counts),
          }).toEqual(expected)
        }
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })

  it('stops at 255 runs', () => {
    let counts = 0
    for (let run = 1; run <= 300; run += 1) {
      counts = withRun(counts, 'pool', 'systemError')
      expect(runsIn(counts)).toBe(Math.min(255, run))
    }
    expect([slotIn(counts), outcomeIn(counts), failuresIn(counts)]).toEqual(['pool', 'systemError', 0])
  })
})
