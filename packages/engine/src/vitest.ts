import { expect } from 'vitest'
import { asyncMatchers } from './lib/testing/async-matchers.ts'

expect.extend(asyncMatchers)

interface AsyncMatchers<Result = unknown> {
  /** The event was run again so many times after failures or throttles; without a number, at least once. */
  toHaveRetried(times?: number): Result
  /** The record or the dead-letter message was delivered to this ARN. */
  toHaveBeenDeliveredTo(arn: string): Result
  /** The event ended because it grew too old. */
  toHaveExpired(): Result
}

declare module 'vitest' {
  // The parameters must repeat vitest's own; the second is not ours to use.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends AsyncMatchers<R> {}
}
