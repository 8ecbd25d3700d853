import { errorMessageOf, truncateErrorMessage } from './error-message.ts'

/** The attributes of a dead letter as plain values, independent of how an envelope spells them. */
export interface DeadLetterSummary {
  /** Request id of the 202. */
  readonly RequestID: string
  /**
   * 200: function error, 404: function gone, 429: throttled until expiry. Missing for zero reserved concurrency
   * (DLQ-2).
   */
  readonly ErrorCode?: number
  /** At most 1,024 bytes of UTF-8, or 1,026 if the cut split a character (DLQ-4). Empty if there is no message. */
  readonly ErrorMessage: string
}

/** Why an event became a dead letter. */
export type DeadLetterCause =
  /**
   * The last attempt ended in a function error. `payload` is the error object as the function returned it; missing if
   * it is no longer known.
   */
  | { readonly outcome: 'functionError'; readonly payload?: Uint8Array | string }
  /** The event was throttled until it expired. */
  | { readonly outcome: 'throttle' }
  /** The function, version or alias no longer exists. `functionArn` is qualified. */
  | { readonly outcome: 'notFound'; readonly functionArn: string }
  /** The function's reserved concurrency is 0. */
  | { readonly outcome: 'zeroReserved' }
  /** The event expired before its first attempt (U-09). */
  | { readonly outcome: 'neverAttempted' }
  /** The service itself failed with this status until the event expired (U-04). */
  | { readonly outcome: 'systemError'; readonly statusCode: number }
  /** The run was stopped as part of a recursive loop (U-01). */
  | { readonly outcome: 'recursion'; readonly statusCode: number }
  /** A cause of the caller's own. */
  | { readonly outcome: 'other'; readonly errorCode?: number; readonly errorMessage: string }

/**
 * Composes the attributes of a dead letter from its cause (section 5, DLQ-2 to DLQ-4). Pure; never throws.
 *
 * Codes and messages are recorded from AWS, except those of `neverAttempted`, `systemError` and `recursion`, which are
 * ours. `ErrorMessage` is empty only for an empty error payload, or an `other` cause without a message.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @example
 * ```ts
 * composeDeadLetterAttributes({ requestId, cause: { outcome: 'throttle' } })
 * // { RequestID: requestId, ErrorCode: 429, ErrorMessage: 'Rate Exceeded.' }
 * ```
 */
export function composeDeadLetterAttributes({
  requestId,
  cause,
}: {
  readonly requestId: string
  readonly cause: DeadLetterCause
}): DeadLetterSummary {
  const [code, message] = codeAndMessageOf(cause)
  return {
    RequestID: requestId,
    ...(code !== undefined && { ErrorCode: code }),
    ErrorMessage: truncateErrorMessage(message),
  }
}

/**
 * Code and message of each cause. The API's messages for a throttled call and a missing function are the same, but are
 * kept with the API: AWS may change one without the other.
 */
function codeAndMessageOf(cause: DeadLetterCause): readonly [code: number | undefined, message: string] {
  switch (cause.outcome) {
    // Recorded, including the missing space for zero reserved concurrency. `Unhandled` is what a record says.
    case 'functionError':
      return [200, cause.payload === undefined ? 'Unhandled' : errorMessageOf(cause.payload)]
    case 'throttle':
      return [429, 'Rate Exceeded.']
    case 'notFound':
      return [404, `Function not found: ${cause.functionArn}`]
    case 'zeroReserved':
      return [undefined, 'Function not invoked. Function isconfigured with zero reserved concurrent executions']
    // Ours: no recording shows these.
    case 'neverAttempted':
      return [undefined, 'The event expired in the queue before it was attempted.']
    case 'systemError':
      return [cause.statusCode, 'The service failed to run the function.']
    case 'recursion':
      return [cause.statusCode, 'The invocation was stopped because it came from a recursive loop.']
    case 'other':
      return [cause.errorCode, cause.errorMessage]
  }
}
