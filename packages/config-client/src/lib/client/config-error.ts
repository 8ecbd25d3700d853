import { parseFunctionReference, qualifiedFunctionArn, type Refusal } from '@async-invoke/schemas'
import { type ErrorHint, hintFor } from './error-hint.ts'

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
  | 'examine'

/**
 * Why settings were not read or written. `Refused`: this client found violations and sent nothing; every one is in
 * `refusals`. Any other code is the exception's name as the service gave it, for example `ResourceNotFoundException`,
 * with the SDK's error as `cause`.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code: string
  readonly operation: ConfigOperation
  /** As the caller named it. */
  readonly functionName: string
  /** Qualified; missing when neither the caller's name nor the service's sentence tells the account. */
  readonly functionArn: string | undefined
  /** What was found before anything was sent, each with the service's own sentence; empty for the service's errors. */
  readonly refusals: readonly Refusal[]
  /** Whether the same call may succeed later: throttling, faults of the service, another change under way, no connection. */
  readonly retriable: boolean
  /** What the sentence means and what to do, for those that are known. */
  readonly hint: ErrorHint | undefined

  constructor(
    about: {
      code: string
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
    this.operation = about.operation
    this.functionName = about.functionName
    this.functionArn = about.functionArn
    this.refusals = about.refusals ?? []
    this.retriable = about.retriable ?? false
    this.hint = about.hint
  }
}

/** The call that an error is about. */
export interface Call {
  readonly operation: ConfigOperation
  readonly FunctionName: string
  readonly Qualifier?: string | undefined
}

/** The error of a call that the service refused or that did not reach it. */
export function fromService(call: Call, cause: unknown): ConfigError {
  const { operation, FunctionName: functionName } = call
  const {
    name: code = 'Error',
    message = String(cause),
    $metadata,
  } = (cause ?? {}) as { name?: string; message?: string; $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  // Without a status no answer came; a conflict is another change that is still under way.
  const later = status === undefined || status === 429 || status >= 500 || code === 'ResourceConflictException'
  const hint = hintFor(code, message)
  const functionArn = arnOf(call) ?? /arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w.:$-]+/.exec(message)?.[0]
  const text = `${operation} ${functionName}: ${code}: ${message}${hint === undefined ? '' : `\n  ${hint.remedy}`}`
  return new ConfigError({ code, operation, functionName, functionArn, retriable: later, hint }, text, { cause })
}

export function refused(call: Call, refusals: readonly Refusal[]): ConfigError {
  const { operation, FunctionName: functionName } = call
  const listed = refusals.map(({ rule, path, message }) => `${path} (${rule}): ${message}`).join('\n  ')
  const about = { code: 'Refused', operation, functionName, functionArn: arnOf(call), refusals }
  return new ConfigError(about, `${operation} ${functionName} was not sent:\n  ${listed}`)
}

/** The qualified ARN as far as the caller's own words give it. */
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
  return qualifiedFunctionArn({ region, accountId, ...(partition && { partition }) }, functionName, qualifier)
}
