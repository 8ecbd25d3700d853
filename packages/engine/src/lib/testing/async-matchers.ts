import type { RunAsyncResult } from './run-async.ts'

interface MatcherResult {
  readonly pass: boolean
  message(): string
}

/** Matchers for results of {@link runAsync}, in the form that `expect.extend` of vitest and jest takes. */
export const asyncMatchers = {
  toHaveRetried({ attempts }: RunAsyncResult, times?: number): MatcherResult {
    const retries = Math.max(0, attempts - 1)
    const pass = times === undefined ? retries > 0 : retries === times
    const expected = times === undefined ? '' : ` ${timesOf(times)}`
    return matcherResult(pass, `be retried${expected}, but it was retried ${timesOf(retries)}`)
  },
  toHaveBeenDeliveredTo({ deliveredTo }: RunAsyncResult, arn: string): MatcherResult {
    const to = deliveredTo.length === 0 ? 'nowhere' : `to ${deliveredTo.join(' and ')}`
    return matcherResult(deliveredTo.includes(arn), `be delivered to ${arn}, but it was delivered ${to}`)
  },
  toHaveExpired({ condition }: RunAsyncResult): MatcherResult {
    return matcherResult(condition === 'EventAgeExceeded', `end as EventAgeExceeded, but it ended as ${condition}`)
  },
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function matcherResult(pass: boolean, expectation: string): MatcherResult {
  return { pass, message: () => `expected the event ${pass ? 'not ' : ''}to ${expectation}` }
}
