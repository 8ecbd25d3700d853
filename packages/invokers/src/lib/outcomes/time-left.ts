import type { Attempt, Clock } from '@async-invoke/engine'

/** Longest timeout of a Lambda function, in milliseconds. */
export const maxTimeoutMs = 900_000

/** Time that a run may take: until the attempt's deadline, or else the timeout of the invoker. At least 1 ms. */
export function timeLeftMs({ deadlineMs }: Attempt, clock: Clock, timeoutMs: number): number {
  return deadlineMs === undefined ? timeoutMs : Math.max(1, deadlineMs - clock.nowMs())
}
