import { formatQualifiedFunctionArn, parseFunctionReference, type Refusal } from '@async-invoke/schemas'
import { type ErrorHint, hintFor } from './error-hint.ts'

/** The call that failed, by the name of the function that makes it. */
export type ConfigOperation =
  | 'put'
  | 'update'
  | 'get'
  | 'delete'
  | 'list'
  | 'getDeadLetterConfig'
  | 'setDeadLetterConfig'
  | 'removeDeadLetterConfig'
  | 'plan'
  | 'readSetup'

/**
 * Why a call failed. The union is closed, so a `switch` over it can be exhaustive.
 *
 * `refused`: this client found violations and sent nothing; all of them are in `refusals`.
 *
 * `sdk-error`: the SDK failed without a readable response (no credentials, no connection, a timeout); its error is the
 * `cause`.
 *
 * `service-error`: the service answered with an error that this list does not have; its name is in `awsErrorName`.
 *
 * All other codes are the service's own names.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
export type ConfigErrorCode =
  | 'refused'
  | 'sdk-error'
  | 'service-error'
  | 'AccessDeniedException'
  | 'ExpiredTokenException'
  | 'InvalidParameterValueException'
  | 'InvalidSignatureException'
  | 'PreconditionFailedException'
  | 'ResourceConflictException'
  | 'ResourceNotFoundException'
  | 'ServiceException'
  | 'TooManyRequestsException'
  | 'UnrecognizedClientException'
  | 'ValidationException'

type ServiceErrorCode = Exclude<ConfigErrorCode, 'refused' | 'sdk-error' | 'service-error'>

const serviceErrorCodes: Readonly<Record<ServiceErrorCode, true>> = {
  AccessDeniedException: true,
  ExpiredTokenException: true,
  InvalidParameterValueException: true,
  InvalidSignatureException: true,
  PreconditionFailedException: true,
  ResourceConflictException: true,
  ResourceNotFoundException: true,
  ServiceException: true,
  TooManyRequestsException: true,
  UnrecognizedClientException: true,
  ValidationException: true,
}

/** The error of every failed call. Branch on `code`; messages may change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code: ConfigErrorCode
  /** The service's own name for its error; `undefined` for `refused` and `sdk-error`. */
  readonly awsErrorName: string | undefined
  readonly operation: ConfigOperation
  /** The function name as the caller wrote it. */
  readonly functionName: string
  /** The qualified ARN; `undefined` if neither the caller's name nor the service's message contains the account. */
  readonly functionArn: string | undefined
  /** The violations found before anything was sent, each with the service's own message; empty for all other codes. */
  readonly refusals: readonly Refusal[]
  /** Whether the same call may succeed later: throttling, service faults, a concurrent change, no connection. */
  readonly retriable: boolean
  /** Explains the service's message and says what to do, for known messages. */
  readonly hint: ErrorHint | undefined

  constructor(
    about: {
      code: ConfigErrorCode
      awsErrorName?: string | undefined
      operation: ConfigOperation
      functionName: string
      functionArn?: string | undefined
      retriable?: boolean
      refusals?: readonly Refusal[]
      hint?: ErrorHint | undefined
    },
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = about.code
    this.awsErrorName = about.awsErrorName
    this.operation = about.operation
    this.functionName = about.functionName
    this.functionArn = about.functionArn
    this.refusals = about.refusals ?? []
    this.retriable = about.retriable ?? false
    this.hint = about.hint
  }
}

/** The call that an error belongs to. */
export interface Call {
  readonly operation: ConfigOperation
  readonly FunctionName: string
  readonly Qualifier?: string | undefined
}

/** Converts what the SDK threw: the service's error, or the SDK's own if no readable answer came. */
export function fromService(call: Call, cause: unknown): ConfigError {
  const { operation, FunctionName: functionName } = call
  const {
    name = 'Error',
    message = String(cause),
    $fault,
    $metadata,
  } = (cause ?? {}) as {
    name?: string
    message?: string
    $fault?: string
    $metadata?: { httpStatusCode?: number }
  }
  const status = $metadata?.httpStatusCode
  const code = codeOf(name, $fault)
  // Without a status no answer came; a conflict is another change in progress.
  const retriable = status === undefined || status === 429 || status >= 500 || code === 'ResourceConflictException'
  const hint = hintFor(name, message)
  const functionArn = arnOf(call) ?? /arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w.:$-]+/.exec(message)?.[0]
  const awsErrorName = code === 'sdk-error' ? undefined : name
  const text = `${operation} ${functionName}: ${name}: ${message}${hint === undefined ? '' : `\n  ${hint.remedy}`}`
  return new ConfigError({ code, awsErrorName, operation, functionName, functionArn, retriable, hint }, text, { cause })
}

export function refused(call: Call, refusals: readonly Refusal[]): ConfigError {
  const { operation, FunctionName: functionName } = call
  const listed = refusals.map(({ rule, path, message }) => `${path} (${rule}): ${message}`).join('\n  ')
  const about = { code: 'refused', operation, functionName, functionArn: arnOf(call), refusals } as const
  return new ConfigError(about, `${operation} ${functionName} was not sent:\n  ${listed}`)
}

/** The SDK sets `$fault` on every error that the service answers with, and on none of its own. */
function codeOf(name: string, fault: string | undefined): ConfigErrorCode {
  if (isServiceErrorCode(name)) return name
  return fault === undefined ? 'sdk-error' : 'service-error'
}

function isServiceErrorCode(name: string): name is ServiceErrorCode {
  return Object.hasOwn(serviceErrorCodes, name)
}

/** The qualified ARN, if the caller named the function by a full ARN. */
function arnOf({ FunctionName, Qualifier }: Call): string | undefined {
  const {
    partition,
    region,
    accountId,
    functionName,
    qualifier = Qualifier,
  } = {
    ...parseFunctionReference(FunctionName),
  }
  if (functionName === undefined || region === undefined || accountId === undefined) return undefined
  return formatQualifiedFunctionArn({ region, accountId, ...(partition && { partition }) }, functionName, qualifier)
}
