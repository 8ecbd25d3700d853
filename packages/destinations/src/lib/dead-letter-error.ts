import { deadLetterSentences, firstKilobyte } from '@async-invoke/schemas/dead-letter'
import { errorMessageOf } from './error-message.ts'

/** Why an event became a dead letter. */
export type DeadLetterCause =
  /** The last attempt ended in an error of the function; `payload` is its error object as the function answered it. */
  | { readonly outcome: 'functionError'; readonly payload: Uint8Array | string }
  /** The event found no concurrency until it was too old. */
  | { readonly outcome: 'throttle' }
  /** The function, version or alias is gone; `functionArn` is qualified. */
  | { readonly outcome: 'notFound'; readonly functionArn: string }
  /** The function's reserved concurrency is 0. */
  | { readonly outcome: 'zeroReserved' }
  /** What no recording tells (a system fault, an event that was never attempted), in words of the caller's (U-04, U-09). */
  | { readonly outcome: 'other'; readonly errorCode?: number; readonly errorMessage: string }

/** The status and the sentence of a dead letter, as its attributes carry them. */
export interface DeadLetterError {
  /** Missing for zero reserved concurrency (DLQ-2). */
  readonly ErrorCode?: number
  /** At most 1,024 bytes of UTF-8, or 1,026 where the cut went through a character (DLQ-4). May be empty. */
  readonly ErrorMessage: string
}

/**
 * What the attributes of a dead letter say of its cause (DLQ-2, section 5).
 *
 * Source: Lambda Developer Guide, "Dead-letter queues"; the sentences as recorded on AWS, missing blank included.
 *
 * @example deadLetterError({ outcome: 'throttle' }) // { ErrorCode: 429, ErrorMessage: deadLetterSentences.throttled }
 */
export function deadLetterError(cause: DeadLetterCause): DeadLetterError {
  const { ErrorMessage, ...code } = wholeError(cause)
  return { ...code, ErrorMessage: firstKilobyte(ErrorMessage) }
}

function wholeError(cause: DeadLetterCause): DeadLetterError {
  switch (cause.outcome) {
    case 'functionError':
      return { ErrorCode: 200, ErrorMessage: errorMessageOf(cause.payload) }
    case 'throttle':
      return { ErrorCode: 429, ErrorMessage: 'Rate Exceeded.' }
    case 'notFound':
      return { ErrorCode: 404, ErrorMessage: deadLetterSentences.targetMissing(cause.functionArn) }
    case 'zeroReserved':
      return { ErrorMessage: deadLetterSentences.zeroReservedConcurrency }
    case 'other':
      return {
        ...(cause.errorCode !== undefined && { ErrorCode: cause.errorCode }),
        ErrorMessage: cause.errorMessage,
      }
  }
}
