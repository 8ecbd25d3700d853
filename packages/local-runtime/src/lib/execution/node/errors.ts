import { types } from 'node:util'

/** Error object of Lambda's Node.js runtime: name, message and lines of the stack (REC-5). */
export interface ErrorObject {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: readonly string[]
}

export const HandlerNotFound = runtimeError('HandlerNotFound')
export const ImportModuleError = runtimeError('ImportModuleError')
export const MalformedHandlerName = runtimeError('MalformedHandlerName')
export const NodeJsExit = runtimeError('NodeJsExit')
export const UserCodeSyntaxError = runtimeError('UserCodeSyntaxError')

/** Carries reason and promise as members, which its log entry shows. */
export class UnhandledPromiseRejection extends runtimeError('UnhandledPromiseRejection') {
  readonly reason: unknown
  readonly promise: unknown

  constructor(reason: unknown, promise: unknown) {
    super(reason)
    this.reason = reason
    this.promise = promise
  }
}

/** Converts any thrown value, even one whose members cannot be read. */
export function toErrorObject(error: unknown): ErrorObject {
  try {
    if (types.isNativeError(error) || looksLikeError(error))
      return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    return { errorType: typeof error, errorMessage: (error as object).toString(), trace: [] }
  } catch {
    const errorMessage =
      'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
    return { errorType: 'handled', errorMessage, trace: [] }
  }
}

/** Logs an error as JSON with its own members, after a label for its origin. */
export function logError(origin: string, thrown: unknown): void {
  // The tab is Lambda's.
  console.error(origin, `\t${jsonOf(thrown instanceof Error ? thrown : new Error(thrown as string))}`)
}

function jsonOf(error: Error): string {
  try {
    return JSON.stringify(error, (_, value: unknown) => (value instanceof Error ? membersOf(value) : value))
  } catch {
    return JSON.stringify(toErrorObject(error))
  }
}

function membersOf(error: Error): object {
  const { name: errorType, message: errorMessage, code, stack } = error as NodeJS.ErrnoException
  return { errorType, errorMessage, code, ...error, ...(stack !== undefined && { stack: stack.split('\n') }) }
}

function looksLikeError(value: unknown): value is Error {
  const { name, message, stack } = (value ?? {}) as Readonly<Record<string, unknown>>
  return [name, message, stack].every((member) => typeof member === 'string' && member !== '')
}

/**
 * Creates a class of errors of the runtime itself. The name is on the prototype, so that it is not logged as a member.
 */
function runtimeError(name: string): new (reason: unknown) => Error {
  class RuntimeError extends Error {
    constructor(reason: unknown) {
      super(String(reason))
    }
  }
  Object.defineProperty(RuntimeError.prototype, 'name', { value: `Runtime.${name}` })
  return RuntimeError
}
