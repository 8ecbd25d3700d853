import { describe, expect, it } from 'vitest'
import { decideExpiry, decideNext } from './decide-next.ts'
import { describeDecision, explain } from './explain.ts'
import type { EventProgress } from './next-step.ts'
import { rules } from './rules.ts'

const fresh: EventProgress = { acceptedAtMs: 0, failures: 0, backoff: 0 }
const failed = { outcome: 'functionError', executedVersion: '7' } as const
const throttled = { outcome: 'throttle' } as const
const faulty = { outcome: 'systemError', statusCode: 502 } as const
const minute = { MaximumEventAgeInSeconds: 60 }
const run = { statusCode: 200, executedVersion: '7', functionError: 'Unhandled' }

const progressAfter = (...args: Parameters<typeof decideNext>): EventProgress => {
  const decision = decideNext(...args)
  if (decision.kind !== 'requeue') throw new Error('the event has ended')
  return decision.progress
}

const neverExpired = (): never => {
  throw new Error('the event has not expired')
}

describe('unsettled choices', () => {
  it('shows the status code of the fault, or none, in an expiry after system errors (U-04)', () => {
    expect(decideNext(fresh, faulty, minute, 60_000)).toMatchObject({ responseContext: { statusCode: 502 } })
    const omitted = decideNext(fresh, faulty, minute, 60_000, { systemErrorExpiry: 'omitted' })
    expect(omitted).not.toHaveProperty('responseContext')
    expect(omitted.rules).toContain('U-04')
  })

  it('resets the back-off after a run, or keeps it (U-05a)', () => {
    const event = { ...fresh, backoff: 4 }
    expect(progressAfter(event, failed, {}, 0).backoff).toBe(0)
    const kept = decideNext(event, failed, {}, 0, { backoffAfterRun: 'keep' })
    expect(kept).toMatchObject({ progress: { backoff: 4 }, rules: ['4.2.5c', 'U-05a'] })
    expect(decideNext(fresh, failed, {}, 0, { backoffAfterRun: 'keep' }).rules).toEqual(['4.2.5c'])
  })

  it.each([
    { draw: 0, delayMs: 4_000 },
    { draw: 0.5, delayMs: 6_000 },
    { draw: 1, delayMs: 8_000 },
  ])('draws a wait of 8 s from its upper half: $delayMs ms for $draw (U-05b)', ({ draw, delayMs }) => {
    const event = { ...fresh, backoff: 3 }
    const drawnWait = { delayMs, rules: ['4.2.6', 'U-05b'] }
    expect(decideNext(event, throttled, { draw }, 0)).toMatchObject(drawnWait)
    expect(decideNext(event, throttled, { draw }, 0, { backoffJitter: 'upper-half' })).toMatchObject(drawnWait)
    const exact = { delayMs: 8_000, rules: ['4.2.6'] }
    expect(decideNext(event, throttled, { draw }, 0, { backoffJitter: 'none' })).toMatchObject(exact)
    expect(decideNext(event, throttled, {}, 0)).toMatchObject(exact)
  })

  it('counts a success as 1, or as the number of runs (U-06)', () => {
    const event = { ...fresh, failures: 2 }
    const success = { outcome: 'success', executedVersion: '7' } as const
    expect(decideNext(event, success, {}, 0)).toMatchObject({ approximateInvokeCount: 1, rules: ['4.2.4', 'REC-9'] })
    expect(decideNext(event, success, {}, 0, { invokeCountOnSuccess: 'runs' })).toMatchObject({
      approximateInvokeCount: 3,
      rules: ['4.2.4', 'U-06'],
    })
  })

  it('shows no status, or a throttle, for an event without an attempt (U-09)', () => {
    expect(decideExpiry(fresh, minute, 59_999)).toBeUndefined()
    expect(decideExpiry(fresh, minute, 60_000)).toEqual({
      kind: 'terminal',
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 0,
      rules: ['RTY-12', 'U-09'],
    })
    expect(decideExpiry(fresh, minute, 60_000, { expiryWithoutAttempt: 'throttled' })).toMatchObject({
      responseContext: { statusCode: 429 },
    })
  })

  it('shows the last attempt, or the last run before the throttles (U-18)', () => {
    const lastRun = { throttledAfterRun: 'last-run' } as const
    const afterRun = progressAfter(fresh, failed, {}, 0, lastRun)
    const onceThrottled = progressAfter(afterRun, throttled, {}, 0, lastRun)
    const twiceThrottled = progressAfter(onceThrottled, faulty, {}, 0, lastRun)
    for (const event of [afterRun, onceThrottled, twiceThrottled]) {
      expect(decideNext(event, throttled, minute, 60_000, lastRun)).toMatchObject({ responseContext: run })
      expect(decideNext(event, throttled, minute, 60_000)).toMatchObject({ responseContext: { statusCode: 429 } })
      expect(decideExpiry(event, minute, 60_000, lastRun)).toMatchObject({ responseContext: run })
    }
    expect(decideExpiry(onceThrottled, minute, 60_000)).toMatchObject({ responseContext: { statusCode: 429 } })
    expect(decideNext(fresh, throttled, minute, 60_000, lastRun)).toMatchObject({
      responseContext: { statusCode: 429 },
    })
  })
})

describe('a stretched wait (RTY-10)', () => {
  it.each([
    { stretch: 1, delayMs: 60_000, by: ['4.2.5c'] },
    { stretch: 0.5, delayMs: 60_000, by: ['4.2.5c'] },
    { stretch: 2.5, delayMs: 150_000, by: ['4.2.5c', 'RTY-10'] },
    { stretch: 8, delayMs: 479_999, by: ['4.2.5c', 'RTY-10'] },
  ])('lasts $delayMs ms with a stretch of $stretch', ({ stretch, delayMs, by }) => {
    const decision = decideNext(fresh, failed, { stretch, MaximumEventAgeInSeconds: 480 }, 0)
    expect(decision).toMatchObject({ kind: 'requeue', delayMs, rules: by })
  })

  it('never ends an event that the unstretched schedule would retry', () => {
    const settings = { stretch: 8, MaximumEventAgeInSeconds: 61 }
    expect(decideNext(fresh, failed, settings, 0)).toMatchObject({ kind: 'requeue', delayMs: 60_999 })
    expect(decideNext(fresh, failed, settings, 1_000)).toMatchObject({ kind: 'terminal' })
  })
})

describe('explain', () => {
  it('describes a wait and its reasons', () => {
    expect(explain(decideNext(fresh, { outcome: 'notFound' }, {}, 0))).toBe(
      'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c). A missing target follows the schedule of function errors (TRM-3).\nSee https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#425c',
    )
  })

  it('describes an end and its reasons', () => {
    expect(explain(decideNext(fresh, throttled, minute, 60_000))).toBe(
      'Ends as EventAgeExceeded with approximateInvokeCount 0. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6). The look-ahead holds for the waits after throttles as well (RTY-2).\nSee https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#426',
    )
  })

  it('mentions no run for a jittered wait after a throttle (U-05b)', () => {
    expect(describeDecision(decideNext(fresh, throttled, { draw: 0.5 }, 0, { backoffJitter: 'upper-half' }))).toBe(
      'Waits 0.75 s. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6). The wait is drawn from its upper half, so that events throttled together do not come back together (U-05b).',
    )
  })

  it('does not contradict a choice that is set (U-04, U-09, U-18)', () => {
    const chosen = {
      systemErrorExpiry: 'omitted',
      expiryWithoutAttempt: 'throttled',
      throttledAfterRun: 'last-run',
    } as const
    const throttledRun = { ...fresh, failures: 1, backoff: 1, last: { statusCode: 429 }, lastRun: run }
    const explained = [undefined, chosen].map((choices) => [
      describeDecision(decideNext(fresh, faulty, minute, 60_000, choices)),
      ...[fresh, throttledRun].map((event) =>
        describeDecision(decideExpiry(event, minute, 60_000, choices) ?? neverExpired()),
      ),
    ])
    expect(explained[0]).toEqual(explained[1])
    for (const sentence of explained.flat()) expect(sentence).toMatch(/ is unverified \(U-\d\d\)\.$/)
  })

  it('has one sentence for every rule', () => {
    for (const sentence of Object.values(rules)) expect(sentence).toMatch(/^[A-Za-z].*\.$/)
  })
})
