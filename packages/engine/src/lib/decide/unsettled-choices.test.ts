import { describe, expect, it } from 'vitest'
import { decideExpiry, decideNext, type EventProgress } from './decide-next.ts'
import { describeDecision, explain } from './explain.ts'
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

describe('the choices that nobody has seen settled', () => {
  it('U-04: an expiry by system errors shows the code of the fault, or nothing', () => {
    expect(decideNext(fresh, faulty, minute, 60_000)).toMatchObject({ responseContext: { statusCode: 502 } })
    const omitted = decideNext(fresh, faulty, minute, 60_000, { systemErrorExpiry: 'omitted' })
    expect(omitted).not.toHaveProperty('responseContext')
    expect(omitted.rules).toContain('U-04')
  })

  it('U-05a: a run starts the doubling anew, or not', () => {
    const event = { ...fresh, backoff: 4 }
    expect(progressAfter(event, failed, {}, 0).backoff).toBe(0)
    const kept = decideNext(event, failed, {}, 0, { backoffAfterRun: 'keep' })
    expect(kept).toMatchObject({ progress: { backoff: 4 }, rules: ['4.2.5c', 'U-05a'] })
    expect(decideNext(fresh, failed, {}, 0, { backoffAfterRun: 'keep' }).rules).toEqual(['4.2.5c'])
  })

  it.each([
    [0, 4_000],
    [0.5, 6_000],
    [1, 8_000],
  ])('U-05b: jitter draws a wait of 8 s from its upper half: %d gives %i ms', (draw, delayMs) => {
    const event = { ...fresh, backoff: 3 }
    expect(decideNext(event, throttled, { draw }, 0, { backoffJitter: 'upper-half' })).toMatchObject({
      delayMs,
      rules: ['4.2.6', 'U-05b'],
    })
    expect(decideNext(event, throttled, { draw }, 0)).toMatchObject({ delayMs: 8_000 })
  })

  it('U-06: a success counts as one run, or as the runs there were', () => {
    const event = { ...fresh, failures: 2 }
    const success = { outcome: 'success', executedVersion: '7' } as const
    expect(decideNext(event, success, {}, 0)).toMatchObject({ approximateInvokeCount: 1, rules: ['4.2.4', 'REC-9'] })
    expect(decideNext(event, success, {}, 0, { invokeCountOnSuccess: 'runs' })).toMatchObject({
      approximateInvokeCount: 3,
      rules: ['4.2.4', 'U-06'],
    })
  })

  it('U-09: an event that was never attempted shows nothing, or a throttle', () => {
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

  it('U-18: the record shows the last attempt, or the last run before the throttles', () => {
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
    [1, 60_000, ['4.2.5c']],
    [0.5, 60_000, ['4.2.5c']],
    [2.5, 150_000, ['4.2.5c', 'RTY-10']],
    [8, 479_999, ['4.2.5c', 'RTY-10']],
  ])('by %d is %i ms', (stretch, delayMs, by) => {
    const decision = decideNext(fresh, failed, { stretch, MaximumEventAgeInSeconds: 480 }, 0)
    expect(decision).toMatchObject({ kind: 'requeue', delayMs, rules: by })
  })

  it('never ends an event that its own schedule would not have ended', () => {
    const settings = { stretch: 8, MaximumEventAgeInSeconds: 61 }
    expect(decideNext(fresh, failed, settings, 0)).toMatchObject({ kind: 'requeue', delayMs: 60_999 })
    expect(decideNext(fresh, failed, settings, 1_000)).toMatchObject({ kind: 'terminal' })
  })
})

describe('explain', () => {
  it('says a wait and its reasons', () => {
    expect(explain(decideNext(fresh, { outcome: 'notFound' }, {}, 0))).toBe(
      'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c). A missing target follows the schedule of function errors (TRM-3).\nSee https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#425c',
    )
  })

  it('says an end and its reasons', () => {
    expect(explain(decideNext(fresh, throttled, minute, 60_000))).toBe(
      'Ends as EventAgeExceeded with approximateInvokeCount 0. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6). The look-ahead holds for the waits after throttles as well (RTY-2).\nSee https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#426',
    )
  })

  it('speaks of no run for a jittered wait after a throttle (U-05b)', () => {
    expect(describeDecision(decideNext(fresh, throttled, { draw: 0.5 }, 0, { backoffJitter: 'upper-half' }))).toBe(
      'Waits 0.75 s. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6). The wait is drawn from its upper half, so that events throttled together do not come back together (U-05b).',
    )
  })

  it('does not contradict a choice that was turned (U-04, U-09, U-18)', () => {
    const turned = {
      systemErrorExpiry: 'omitted',
      expiryWithoutAttempt: 'throttled',
      throttledAfterRun: 'last-run',
    } as const
    const throttledRun = { ...fresh, failures: 1, backoff: 1, last: { statusCode: 429 }, lastRun: run }
    const explained = [undefined, turned].map((choices) => [
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
