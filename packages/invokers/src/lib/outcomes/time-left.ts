import type { Attempt, Clock } from '@async-invoke/engine'
import { InvokerError } from '../invoker-error.ts'

/** Longest timeout of a Lambda function, in milliseconds. */
export const maxTimeoutMs = 900_000

/** A timer of Node.js with a delay from 2^31 ms on ends at once. */
const longestMs = 2_000_000_000

/**
 * Time that a run may take: until the attempt's deadline, or else the timeout of the invoker. At least 1 ms, and at most some 23
 * days, the longest that a timer can wait.
 */
export function timeLeftMs({ deadlineMs }: Attempt, clock: Clock, timeoutMs: number): number {
  return Math.min(longestMs, deadlineMs === undefined ? timeoutMs : Math.max(1, deadlineMs - clock.nowMs()))
}

/** @throws {@link InvokerError} with code `invalid-options` */
export function checkTimeoutMs(timeoutMs: unknown): void {
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0))
    throw new InvokerError('invalid-options', `timeoutMs is ${String(timeoutMs)}, not a positive number`)
}
