import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideMissingAlias } from './decide-missing-alias.ts'
import type { EventProgress } from './next-step.ts'

const fresh: EventProgress = { acceptedAtMs: 0, failures: 0, backoff: 0 }

describe('decideMissingAlias', () => {
  it('looks for the alias at least once a minute, and drops the event exactly at its age limit (TRM-3a)', () => {
    const settings = fc.record({
      MaximumEventAgeInSeconds: fc.integer({ min: 60, max: 21_600 }),
      MaximumRetryAttempts: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(settings, fc.nat({ max: 5 }), fc.nat({ max: 59_999 }), (config, backoff, fromMs) => {
        let event: EventProgress = { ...fresh, backoff, last: { statusCode: 429 } }
        const before = event
        let nowMs = fromMs
        for (let looks = 0; looks < 1_000; looks += 1) {
          const decision = decideMissingAlias(event, config, nowMs)
          if (decision?.kind === 'terminal') {
            expect(decision).toMatchObject({
              condition: 'EventAgeExceeded',
              dropped: true,
              rules: ['TRM-3a', 'RTY-12'],
            })
            expect(nowMs).toBe(config.MaximumEventAgeInSeconds * 1_000)
            return
          }
          expect(decision).toMatchObject({ kind: 'requeue', progress: before, rules: ['TRM-3a'] })
          expect(decision?.delayMs).toBeGreaterThan(0)
          expect(decision?.delayMs).toBeLessThanOrEqual(60_000)
          nowMs += decision?.delayMs ?? 0
          event = decision?.progress ?? event
        }
        throw new Error('the event never ends')
      }),
      { numRuns: 30 },
    )
  })

  it.each([
    { name: 'without retries', event: fresh, settings: { MaximumRetryAttempts: 0 }, choices: {} },
    { name: 'after a run', event: { ...fresh, failures: 1 }, settings: {}, choices: {} },
    { name: 'by choice', event: fresh, settings: {}, choices: { missingAlias: 'not-found' } as const },
  ])('leaves an event $name to the schedule of missing targets (TRM-3)', ({ event, settings, choices }) => {
    expect(decideMissingAlias(event, settings, 0, choices)).toBeUndefined()
  })
})
