import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RetryTimeline, retryTimelines } from '../../../test/vectors.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import { type Decision, decideNext } from './decide-next.ts'
import type { EventProgress } from './next-step.ts'
import { rules } from './rules.ts'

const attemptOf = (outcome: RetryTimeline['attemptOutcomes'][number]): AttemptOutcome => {
  if (outcome === 'systemError') return { outcome, statusCode: 500 }
  if (outcome === 'success' || outcome === 'functionError') return { outcome, executedVersion: '$LATEST' }
  return { outcome }
}

describe('decideNext (4.1, 4.2)', () => {
  it.each(retryTimelines)(
    'follows the timeline $name: $why (4.2)',
    ({ config, attemptOutcomes, expectedAttemptOffsetsSeconds, expectedTerminal }) => {
      let event: EventProgress = { acceptedAtMs: 0, failures: 0, backoff: 0 }
      let nowMs = 0
      let decision: Decision | undefined
      const offsets: number[] = []
      const attempts =
        config.reservedConcurrentExecutions === 0
          ? [{ outcome: 'zeroReserved' } as const]
          : attemptOutcomes.map(attemptOf)
      for (const attempt of attempts) {
        expect(decision?.kind).not.toBe('terminal')
        if (attempt.outcome !== 'zeroReserved') offsets.push(nowMs / 1_000)
        decision = decideNext(event, attempt, config, nowMs)
        if (decision.kind === 'requeue') {
          event = decision.progress
          nowMs += decision.delayMs
        }
      }
      expect(offsets).toEqual(expectedAttemptOffsetsSeconds)
      const { offsetSeconds, ...terminal } = expectedTerminal
      expect(decision).toMatchObject({ kind: 'terminal', ...terminal })
      expect(nowMs).toBe(offsetSeconds * 1_000)
    },
  )
})

describe('decideNext at its limits', () => {
  const fresh: EventProgress = { acceptedAtMs: 0, failures: 0, backoff: 0 }
  const failed = { outcome: 'functionError', executedVersion: '$LATEST' } as const

  it('drops a run of 130 s that fails under a maximum age of 180 s, with count 1 (RTY-2)', () => {
    expect(decideNext(fresh, failed, { MaximumEventAgeInSeconds: 180 }, 130_000)).toMatchObject({
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 1,
      rules: ['4.2.5b', 'RTY-1'],
    })
  })

  it('counts the age from acceptance (RTY-5)', () => {
    const event = { ...fresh, acceptedAtMs: 1_770_715_232_050 }
    const decidedAfter = (ms: number) =>
      decideNext(event, failed, { MaximumEventAgeInSeconds: 120 }, event.acceptedAtMs + ms)
    expect([decidedAfter(59_999).kind, decidedAfter(60_000).kind]).toEqual(['requeue', 'terminal'])
  })

  it('decides by its result about a run that ends past the age limit (RTY-6)', () => {
    const done = { outcome: 'success', executedVersion: '7' } as const
    expect(decideNext(fresh, done, { MaximumEventAgeInSeconds: 60 }, 61_000)).toMatchObject({
      condition: 'Success',
      responseContext: { statusCode: 200, executedVersion: '7' },
    })
  })

  it.each([
    { nowMs: 59_999, kind: 'requeue', by: ['4.2.5c'] },
    { nowMs: 60_000, kind: 'terminal', by: ['4.2.5b', 'RTY-1', 'RTY-3'] },
    { nowMs: 60_001, kind: 'terminal', by: ['4.2.5b', 'RTY-1'] },
  ])('decides $kind at an age of $nowMs ms with a maximum of 120 s, by $by (RTY-1, RTY-3)', ({ nowMs, kind, by }) => {
    const decision = decideNext(fresh, failed, { MaximumEventAgeInSeconds: 120 }, nowMs)
    expect([decision.kind, decision.rules]).toEqual([kind, by])
  })

  it('shows the last attempt when a failed event expires throttled (U-18)', () => {
    const event = { acceptedAtMs: 0, failures: 1, backoff: 5 }
    expect(decideNext(event, { outcome: 'throttle' }, { MaximumEventAgeInSeconds: 60 }, 31_000)).toEqual({
      kind: 'terminal',
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 1,
      responseContext: { statusCode: 429 },
      rules: ['4.2.6', 'RTY-2', 'U-18'],
    })
  })

  it.each([400, 403, 413, 415])(
    'ends an event that is refused with %i at once, retries left or not, and counts the attempt (TRM-5, REC-9)',
    (statusCode) => {
      const refused = { outcome: 'refused', statusCode, errorMessage: 'no' } as const
      for (const failures of [0, 1, 2])
        expect(decideNext({ ...fresh, failures }, refused, {}, 500)).toEqual({
          kind: 'terminal',
          condition: 'RetriesExhausted',
          approximateInvokeCount: failures + 1,
          responseContext: { statusCode },
          rules: ['TRM-5'],
        })
    },
  )

  it('ends every event within its limits, with a rule for every decision', () => {
    const outcomes = fc.constantFrom<AttemptOutcome>(
      failed,
      { outcome: 'notFound' },
      { outcome: 'throttle' },
      { outcome: 'systemError', statusCode: 502 },
      { outcome: 'refused', statusCode: 413, errorMessage: 'no' },
    )
    const settings = fc.record({
      MaximumRetryAttempts: fc.integer({ min: 0, max: 2 }),
      MaximumEventAgeInSeconds: fc.integer({ min: 60, max: 21_600 }),
    })
    const attempts = fc.array(fc.tuple(outcomes, fc.nat({ max: 900_000 })), { minLength: 600, maxLength: 600 })
    fc.assert(
      fc.property(settings, attempts, (config, series) => {
        let event = fresh
        let nowMs = 0
        for (const [attempt, durationMs] of series) {
          // An attempt only starts within the age (RTY-1), and nothing else bounds how long it runs (RTY-6).
          expect(nowMs).toBeLessThan(config.MaximumEventAgeInSeconds * 1_000)
          nowMs += durationMs
          const decision = decideNext(event, attempt, config, nowMs)
          expect(decision.rules.length).toBeGreaterThan(0)
          for (const rule of decision.rules) expect(rules).toHaveProperty([rule])
          if (decision.kind === 'terminal') {
            expect(decision.approximateInvokeCount).toBeLessThanOrEqual(config.MaximumRetryAttempts + 1)
            return
          }
          expect(decision.progress.failures).toBeLessThanOrEqual(config.MaximumRetryAttempts)
          expect(decision.delayMs).toBeLessThanOrEqual(300_000)
          event = decision.progress
          nowMs += decision.delayMs
        }
        throw new Error('the event never ended')
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })
})
