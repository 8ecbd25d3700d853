import { eventInvokeBounds } from './event-invoke-config.ts'

/**
 * How long Lambda waits before it runs an event again, in seconds. Retry n after a function error waits n times
 * `functionErrorStepInSeconds` (4.2.5c). After a throttle or a system error, the back-off starts at
 * `firstBackoffInSeconds` and doubles up to `maxBackoffInSeconds` (4.2.6).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export const retrySchedule = {
  functionErrorStepInSeconds: 60,
  firstBackoffInSeconds: 1,
  maxBackoffInSeconds: 300,
} as const

/**
 * The age of an event, in seconds, at which each of its retries starts if every run fails immediately.
 *
 * @example
 * ```ts
 * earliestRetriesInSeconds(2) // [60, 180]
 * ```
 */
export function earliestRetriesInSeconds(maximumRetryAttempts: number): readonly number[] {
  const retries = Math.min(Math.max(maximumRetryAttempts, 0) || 0, eventInvokeBounds.MaximumRetryAttempts.maximum)
  const waitsBefore = (retry: number) => (retry * (retry + 1)) / 2
  return Array.from(
    { length: retries },
    (_, index) => waitsBefore(index + 1) * retrySchedule.functionErrorStepInSeconds,
  )
}
