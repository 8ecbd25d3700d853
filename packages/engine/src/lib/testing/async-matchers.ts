import type { RunAsyncResult } from './run-async.ts'

interface Verdict {
  readonly pass: boolean
  message(): string
}

/** Matchers about the result of {@link runAsync}, in the form that `expect.extend` takes in vitest and jest. */
export const asyncMatchers = {
  toHaveRetried({ attempts }: RunAsyncResult, times?: number): Verdict {
    const retries = Math.max(0, attempts - 1)
    const pass = times === undefined ? retries > 0 : retries === times
    return verdict(pass, `be retried${times === undefined ? '' : ` ${times} times`}, and it was ${retries} times`)
  },
  toHaveBeenDeliveredTo({ deliveredTo }: RunAsyncResult, arn: string): Verdict {
    const to = deliveredTo.length === 0 ? 'nowhere' : `to ${deliveredTo.join(' and ')}`
    return verdict(deliveredTo.includes(arn), `be delivered to ${arn}, and it was delivered ${to}`)
  },
  toHaveExpired({ condition }: RunAsyncResult): Verdict {
    return verdict(condition === 'EventAgeExceeded', `end as EventAgeExceeded, and it ended as ${condition}`)
  },
}

function verdict(pass: boolean, expectation: string): Verdict {
  return { pass, message: () => `the event was expected ${pass ? 'not ' : ''}to ${expectation}` }
}
