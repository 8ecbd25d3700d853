import { errorResponseErrors } from '../../generated/error-response.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * Body of a refused call, in both casings: `Message` in ResourceNotFoundException and ServiceException, `message`
 * elsewhere (2.3). The code is in the header `x-amzn-ErrorType`.
 *
 * @example { Type: 'User', message: 'Rate Exceeded.', Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' }
 */
export interface ErrorResponse {
  message?: string
  Message?: string
  /** `User` mostly; null for ResourceConflictException; missing for ValidationException. */
  Type?: string | null
  /** Which limit, in TooManyRequestsException. */
  Reason?: string
}

/** Lists what is wrong with `value`; empty means that it is an {@link ErrorResponse}. Never throws. */
export function checkErrorResponse(value: unknown): readonly Issue[] {
  return issuesOf(errorResponseErrors, value)
}
