/**
 * Every error of the API: status, casing of the message member, and `Type` in the body, if any. The casings are the
 * service's own and differ by error (2.3, NUM-3).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
const errors = {
  InvalidParameterValueException: { status: 400, member: 'message', type: 'User' },
  InvalidRequestContentException: { status: 400, member: 'message', type: 'User' },
  SerializationException: { status: 400, member: 'Message', type: undefined },
  ResourceInUseException: { status: 400, member: 'Message', type: 'User' },
  ResourceConflictException: { status: 409, member: 'message', type: 'User' },
  PreconditionFailedException: { status: 412, member: 'message', type: 'User' },
  ValidationException: { status: 400, member: 'message', type: undefined },
  ResourceNotFoundException: { status: 404, member: 'Message', type: 'User' },
  RequestEntityTooLargeException: { status: 413, member: 'Message', type: undefined },
  CodeSigningConfigNotFoundException: { status: 404, member: 'Message', type: 'User' },
  ProvisionedConcurrencyConfigNotFoundException: { status: 404, member: 'message', type: 'User' },
  PolicyLengthExceededException: { status: 400, member: 'message', type: 'User' },
  TooManyRequestsException: { status: 429, member: 'message', type: 'User' },
  MissingAuthenticationTokenException: { status: 403, member: 'message', type: undefined },
  IncompleteSignatureException: { status: 403, member: 'message', type: undefined },
  AccessDeniedException: { status: 403, member: 'Message', type: undefined },
  UnrecognizedClientException: { status: 403, member: 'message', type: undefined },
  InvalidSignatureException: { status: 403, member: 'message', type: undefined },
  RecursiveInvocationException: { status: 400, member: 'Message', type: 'User' },
  ServiceException: { status: 500, member: 'Message', type: 'Service' },
  // Ours: the service has no such errors.
  ForbiddenHostException: { status: 403, member: 'Message', type: 'User' },
  NotImplementedException: { status: 501, member: 'Message', type: 'Service' },
} as const

export type LambdaErrorCode = keyof typeof errors

/** Refuses a request; becomes the error response. */
export class LambdaError extends Error {
  override readonly name = 'LambdaError'
  readonly code: LambdaErrorCode
  /** Why a call was throttled, for `TooManyRequestsException`. */
  readonly reason: string | undefined

  /** `Type` in the body if it differs from the code's usual one; `'absent'` omits the member. */
  readonly type: string | null | undefined

  /** @param message - `null` where the service sends `null` */
  constructor(code: LambdaErrorCode, message: string | null, options: { reason?: string; type?: string | null } = {}) {
    super(message ?? '')
    this.code = code
    this.reason = options.reason
    this.type = options.type
  }
}

/** Creates the most common refusal. */
export function invalid(message: string): LambdaError {
  return new LambdaError('InvalidParameterValueException', message)
}

export interface ErrorAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function answerOf({ code, message, reason, type: override }: LambdaError): ErrorAnswer {
  const { status, member, type } = errors[code]
  const Type = override === 'absent' ? undefined : override === undefined ? type : override
  const body = { Reason: reason, Type, [member]: message === '' ? null : message }
  return {
    status,
    // No `Retry-After` either, not even with a 429 (INV-13).
    headers: { 'x-amzn-ErrorType': code },
    body: JSON.stringify(body),
  }
}

/** Creates the service's answer to a fault of its own, which SDKs retry. */
export function serviceFault(): LambdaError {
  return new LambdaError('ServiceException', 'An error occurred and the request cannot be processed.')
}
