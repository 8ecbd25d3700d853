import { errorResponseErrors } from '../../generated/error-response.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * Body of an error response of Lambda's API, in both casings: `Message` in ResourceNotFoundException and
 * ServiceException, `message` otherwise (2.3, U-15). The error code is in the header `x-amzn-ErrorType`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
 * @example
 * ```ts
 * { Type: 'User', message: 'Rate Exceeded.', Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' }
 * ```
 */
export interface ErrorResponse {
  message?: string
  Message?: string
  /** Usually `User`; null for ResourceConflictException, missing for ValidationException. */
  Type?: string | null
  /** The exceeded limit, in TooManyRequestsException. */
  Reason?: string
}

/** Lists what is wrong with `value`; empty if it is an {@link ErrorResponse}. Never throws. */
export function checkErrorResponse(value: unknown): readonly Issue[] {
  return issuesOf(errorResponseErrors, value)
}
