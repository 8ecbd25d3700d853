import type { ResponseContext } from '@async-invoke/schemas/invocation-record'

/** Outcome of an attempt, as far as the decision depends on it (4.1). */
export type AttemptOutcome =
  | { readonly outcome: 'success'; readonly executedVersion: string }
  /** An exception, a timeout, an exit, a failed initialization, or a response that is too large. */
  | { readonly outcome: 'functionError'; readonly executedVersion: string }
  /** The function, version or alias does not exist. */
  | { readonly outcome: 'notFound' }
  /** No slot was free, of the function's reserved concurrency or of the account. */
  | { readonly outcome: 'throttle' }
  /** A fault of the service, or of a resource that it needs to start the function. */
  | { readonly outcome: 'systemError'; readonly statusCode: number }
  /**
   * The service that would run the function refuses the event, as another attempt would find (TRM-5): a payload that it
   * cannot read, a caller without permission.
   */
  | {
      readonly outcome: 'refused'
      /** Status of the answer; the record and the dead letter show it. */
      readonly statusCode: number
      /** The service's sentence; the dead letter carries it. */
      readonly errorMessage: string
    }
  /** No attempt was made, because the function's reserved concurrency is 0. */
  | { readonly outcome: 'zeroReserved' }

/** How the record shows the last attempt; earlier ones do not count (section 5). */
export function responseContextOf(attempt: Exclude<AttemptOutcome, { outcome: 'zeroReserved' }>): ResponseContext {
  switch (attempt.outcome) {
    case 'success':
      return { statusCode: 200, executedVersion: attempt.executedVersion }
    case 'functionError':
      return { statusCode: 200, executedVersion: attempt.executedVersion, functionError: 'Unhandled' }
    case 'notFound':
      return { statusCode: 404 }
    case 'throttle':
      return { statusCode: 429 }
    case 'systemError':
    case 'refused':
      return { statusCode: attempt.statusCode }
  }
}
