import type { AttemptResult } from '@async-invoke/engine'
import { isRefusal } from '../outcomes/refusal.ts'

/**
 * Errors by which AWS refuses the worker's credentials or clock, not the event: with status 400 or 403, although another
 * attempt may well succeed.
 */
const workerFaults: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

/** Result of a call that Lambda has answered with an error; `undefined` if there is no answer. */
export function answeredError(error: unknown): AttemptResult | undefined {
  if (!(error instanceof Error)) return undefined
  const statusCode = statusOf(error)
  if (statusCode === undefined || statusCode < 400) return undefined
  if (statusCode === 429) return { outcome: 'throttle' }
  if (statusCode === 404) return { outcome: 'notFound' }
  if (isRefusal(statusCode) && !workerFaults.has(error.name))
    return { outcome: 'refused', statusCode, errorMessage: error.message }
  return { outcome: 'systemError', statusCode }
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined
  const { $metadata: metadata } = error
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

/** Codes of errors that leave no connection, and so no call. */
const connectionCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])

/** True for an error from before the request was sent: no connection, no name, no certificate that holds. */
export function isUnsent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (connectionCodes.has(code) || /CERT|^ERR_TLS_/.test(code)) return true
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true
  return error.name === 'TimeoutError' && /did not establish a connection/.test(error.message)
}
