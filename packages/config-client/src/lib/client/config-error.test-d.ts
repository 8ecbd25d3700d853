import { expectTypeOf } from 'vitest'
import type { ConfigError, ConfigErrorCode } from './config-error.ts'

// A switch over all codes is exhaustive: the default branch is `never`.
export function statusOf(code: ConfigErrorCode): string {
  switch (code) {
    case 'refused':
      return 'not sent'
    case 'sdk-error':
      return 'no answer'
    case 'ResourceConflictException':
    case 'ServiceException':
    case 'TooManyRequestsException':
      return 'later'
    case 'AccessDeniedException':
    case 'ExpiredTokenException':
    case 'InvalidSignatureException':
    case 'UnrecognizedClientException':
      return 'not allowed'
    case 'InvalidParameterValueException':
    case 'PreconditionFailedException':
    case 'ResourceNotFoundException':
    case 'ValidationException':
      return 'not accepted'
    case 'service-error':
      return 'other'
    default:
      expectTypeOf(code).toBeNever()
      return code
  }
}

expectTypeOf<ConfigError['code']>().toEqualTypeOf<ConfigErrorCode>()
