import type { Refusal } from '@async-invoke/schemas'

export type ConfigOperation = 'put' | 'update' | 'get' | 'delete' | 'list'

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
  /** What was found before anything was sent, each with the service's own sentence; empty for the service's errors. */
  readonly refusals: readonly Refusal[]
  /** Whether the same call may succeed later: throttling, faults of the service, no connection. */
  readonly retriable: boolean

  constructor(
    about: {
      code: string
      operation: ConfigOperation
      functionName: string
      retriable?: boolean
      refusals?: readonly Refusal[]
    },
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = about.code
    this.operation = about.operation
    this.functionName = about.functionName
    this.refusals = about.refusals ?? []
    this.retriable = about.retriable ?? false
  }
}

/** The error of a call that the service refused or that did not reach it. */
export function fromService(operation: ConfigOperation, functionName: string, cause: unknown): ConfigError {
  const {
    name = 'Error',
    message = String(cause),
    $metadata,
  } = (cause ?? {}) as {
    name?: string
    message?: string
    $metadata?: { httpStatusCode?: number }
  }
  const status = $metadata?.httpStatusCode
  // Without a status no answer came.
  const retriable = status === undefined || status === 429 || status >= 500
  return new ConfigError(
    { code: name, operation, functionName, retriable },
    `${operation} ${functionName}: ${name}: ${message}`,
    { cause },
  )
}

export function refused(operation: ConfigOperation, functionName: string, refusals: readonly Refusal[]): ConfigError {
  const listed = refusals.map(({ rule, path, message }) => `${path} (${rule}): ${message}`).join('\n  ')
  const message = `${operation} ${functionName} was not sent:\n  ${listed}`
  return new ConfigError({ code: 'Refused', operation, functionName, refusals }, message)
}
