import { expect } from 'vitest'
import { asyncMatchers } from './lib/testing/async-matchers.ts'

expect.extend(asyncMatchers)

interface AsyncMatchers<Result> {
  /** Asserts that the event was retried after failures or throttles: exactly `times`, or at least once without a number. */
  toHaveRetried(times?: number): Result
  /** Asserts that the record or the dead letter was delivered to this ARN. */
  toHaveBeenDeliveredTo(arn: string): Result
  /** Asserts that the event expired, that is, exceeded its maximum age. */
  toHaveExpired(): Result
}

declare global {
  namespace Chai {
    // Every vitest from 3 on takes its assertions from here. Its own `Matchers` has other type parameters in each major
    // version, and a declaration must repeat them.
    interface Assertion extends AsyncMatchers<void> {}
  }
}

declare module 'vitest' {
  interface AsymmetricMatchersContaining extends AsyncMatchers<unknown> {}
}
