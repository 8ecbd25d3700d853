import { expect } from 'vitest'
import { asyncMatchers } from './lib/testing/async-matchers.ts'

expect.extend(asyncMatchers)

interface AsyncMatchers<Result = unknown> {
  /** Asserts that the event was retried after failures or throttles: exactly `times`, or at least once without a number. */
  toHaveRetried(times?: number): Result
  /** Asserts that the record or the dead letter was delivered to this ARN. */
  toHaveBeenDeliveredTo(arn: string): Result
  /** Asserts that the event expired, that is, exceeded its maximum age. */
  toHaveExpired(): Result
}

declare module 'vitest' {
  // The type parameters must match vitest's; the second one is unused here.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends AsyncMatchers<R> {}
}
