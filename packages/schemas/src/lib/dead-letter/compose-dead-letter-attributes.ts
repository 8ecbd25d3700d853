import { errorMessageOf, truncateErrorMessage } from './error-message.ts'

/** The attributes of a dead letter as plain values, before or after a carrier spells them. */
export interface DeadLetterSummary {
  /** Request id of the 202. */
  readonly RequestID: string
  /** 200 function error, 404 target gone, 429 throttled to expiry; missing for zero reserved concurrency (DLQ-2). */
  readonly ErrorCode?: number
  /** At most 1,024 bytes of UTF-8, or 1,026 where the cut went through a character (DLQ-4). Empty when there is none. */
  readonly ErrorMessage: string
}

/** Why an event became a dead letter. */
export type DeadLetterCause =
  /**
   * The last attempt ended in an error of the function; `payload` is its error object as the function answered it,
   * missing where that is not known any more.
   */
  | { readonly outcome: 'functionError'; readonly payload?: Uint8Array | string }
  /** The event found no concurrency until it was too old. */
  | { readonly outcome: 'throttle' }
  /** The function, version or alias is gone; `functionArn` is qualified. */
  | { readonly outcome: 'notFound'; readonly functionArn: string }
  /** The function's reserved concurrency is 0. */
  | { readonly outcome: 'zeroReserved' }
  /** The event grew too old before an attempt was made (U-09). */
  | { readonly outcome: 'neverAttempted' }
  /** The service itself failed with this status until the event was too old (U-04). */
  | { readonly outcome: 'systemError'; readonly statusCode: number }
  /** The run was stopped as part of a loop (U-01). */
  | { readonly outcome: 'recursion'; readonly statusCode: number }
  /** In words of the caller's. */
  | { readonly outcome: 'other'; readonly errorCode?: number; readonly errorMessage: string }

/**
 * What the attributes of a dead letter say of its event and of the cause (DLQ-2 to DLQ-4). Pure; never throws.
 *
 * Shape: `ErrorMessage` is empty only for an error payload without bytes, or where `other` has nothing to say.
 * Source: Lambda Developer Guide, "Dead-letter queues"; codes and messages as recorded on AWS, those of
 * `neverAttempted`, `systemError` and `recursion` ours.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @example
 * composeDeadLetterAttributes({ requestId, cause: { outcome: 'throttle' } })
 * // { RequestID: requestId, ErrorCode: 429, ErrorMessage: 'Rate Exceeded.' }
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
 * Every sentence of a dead letter. The API answers a throttled call and a missing function in the same words; those are
 * stated with the API, since they are another document and may change without this one.
 */
function codeAndMessageOf(cause: DeadLetterCause): readonly [code: number | undefined, message: string] {
  switch (cause.outcome) {
    // As recorded on AWS, the missing blank of zero reserved concurrency included; `Unhandled` is the record's word.
    case 'functionError':
      return [200, cause.payload === undefined ? 'Unhandled' : errorMessageOf(cause.payload)]
    case 'throttle':
      return [429, 'Rate Exceeded.']
    case 'notFound':
      return [404, `Function not found: ${cause.functionArn}`]
    case 'zeroReserved':
      return [undefined, 'Function not invoked. Function isconfigured with zero reserved concurrent executions']
    // Ours, since no recording has them.
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
