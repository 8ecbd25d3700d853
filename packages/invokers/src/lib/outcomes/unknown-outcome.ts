import type { Attempt, AttemptResult } from '@async-invoke/engine'
import { InvokerError } from '../invoker-error.ts'
import { platformError } from './platform-error.ts'

/**
 * Meaning of a call that was sent and whose answer was lost, so that the function may have run.
 *
 * - `run`: a run that failed. It uses up a retry, as a timeout does, so that a function that never answers ends its events
 *   after `MaximumRetryAttempts`.
 * - `system-error`: a fault of the service. The event waits with back-off and uses no retry, so that it may run many times
 *   until its age ends.
 */
export type UnknownOutcome = 'run' | 'system-error'

/** Result of a call whose answer was lost. */
export function lostAnswer(choice: UnknownOutcome, attempt: Attempt, cause: unknown): AttemptResult {
  if (choice === 'system-error') return { outcome: 'systemError', statusCode: 500 }
  const why = cause instanceof Error ? cause.message : String(cause)
  return platformError(attempt, 'Invoker.AnswerLost', `The function may have run, but its answer was lost: ${why}`)
}

/** @throws {@link InvokerError} with code `invalid-options` */
export function checkUnknownOutcome(choice: unknown): void {
  if (choice !== 'run' && choice !== 'system-error')
    throw new InvokerError('invalid-options', `unknownOutcome is ${String(choice)}, neither run nor system-error`)
}
