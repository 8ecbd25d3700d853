/**
 * Why a call failed.
 *
 * - `refused-queue`: the queue cannot hold items; the message says why.
 * - `no-queue`: there is no such queue, or no such bucket.
 * - `no-permission`: the credentials do not allow the call.
 * - `throttled`: the service wants fewer calls.
 * - `connection`: no answer arrived, so that the call may have had its effect.
 * - `too-large`: an item fits into no message, and there is no bucket for its body.
 * - `no-body`: the object that holds a body is gone.
 * - `unknown-claim`: another handle has claimed the item, and this one cannot put it back.
 * - `closed`: the store is closed.
 * - `failed`: anything else.
 */
export type SqsStoreErrorCode =
  | 'refused-queue'
  | 'no-queue'
  | 'no-permission'
  | 'throttled'
  | 'connection'
  | 'too-large'
  | 'no-body'
  | 'unknown-claim'
  | 'closed'
  | 'failed'

/** The error of every failed call. Branch on `code`; messages may change. */
export class SqsStoreError extends Error {
  override name = 'SqsStoreError'
  readonly code: SqsStoreErrorCode
  /** Status of the service's answer; absent if there was none. */
  readonly statusCode?: number

  constructor(code: SqsStoreErrorCode, message: string, options: ErrorOptions & { statusCode?: number } = {}) {
    super(message, options)
    this.code = code
    if (options.statusCode !== undefined) this.statusCode = options.statusCode
  }
}

/** True if the service has answered that it refused the call, so that nothing of it remains. */
export function tookNothing({ statusCode = 0 }: SqsStoreError): boolean {
  return statusCode >= 400 && statusCode < 500
}

/** Codes of the services' own names for a failure, by their beginnings. */
const codes: readonly (readonly [RegExp, SqsStoreErrorCode])[] = [
  [/QueueDoesNotExist|NonExistentQueue|NoSuchBucket/, 'no-queue'],
  [/^NoSuchKey$/, 'no-body'],
  [
    /AccessDenied|Unauthorized|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|ExpiredToken/,
    'no-permission',
  ],
  [/Throttl|SlowDown|OverLimit|RequestLimitExceeded|TooManyRequests/, 'throttled'],
]

/** The failure of a call of the SDK. */
export function failedCall(action: string, cause: unknown): SqsStoreError {
  if (cause instanceof SqsStoreError) return cause
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
  const statusCode = statusOf(cause)
  const known = codes.find(([pattern]) => pattern.test(name))?.[1]
  const code = known ?? (statusCode === undefined ? 'connection' : 'failed')
  const status = statusCode === undefined ? {} : { statusCode }
  return new SqsStoreError(code, `${action}: ${name}: ${message}`, { cause, ...status })
}

/** The failure of one entry in a batch. */
export function failedEntry(
  action: string,
  { Code = 'NoCode', Message = 'the service gave no reason', SenderFault = false }: BatchFailure,
): SqsStoreError {
  const code = codes.find(([pattern]) => pattern.test(Code))?.[1] ?? 'failed'
  return new SqsStoreError(code, `${action}: ${Code}: ${Message}`, { statusCode: SenderFault ? 400 : 500 })
}

/**
 * True if SQS holds nothing under the receipt of an entry any more: its message is deleted, or someone else has it. A throttled
 * entry is the sender's fault too, and its message is still there.
 */
export function hasLostReceipt({ Code = '', SenderFault = false }: BatchFailure): boolean {
  return SenderFault && !/Unavailable|Internal/.test(Code) && codes.every(([pattern]) => !pattern.test(Code))
}

/** An entry of a batch that the service did not carry out. */
export interface BatchFailure {
  readonly Id?: string | undefined
  readonly Code?: string | undefined
  readonly Message?: string | undefined
  readonly SenderFault?: boolean | undefined
}

function statusOf(cause: unknown): number | undefined {
  if (typeof cause !== 'object' || cause === null || !('$metadata' in cause)) return undefined
  const { $metadata: metadata } = cause
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}
