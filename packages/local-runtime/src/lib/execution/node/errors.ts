import { types } from 'node:util'

/** An error as Lambda's Node.js runtime sends it: name, message and stack lines (REC-5). */
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

/** Carries the reason and the promise, which its line in the log shows. */
export class UnhandledPromiseRejection extends runtimeError('UnhandledPromiseRejection') {
  readonly reason: unknown
  readonly promise: unknown

  constructor(reason: unknown, promise: unknown) {
    super(reason)
    this.reason = reason
    this.promise = promise
  }
}

/** What is sent for whatever was thrown; also for what cannot be read, which no function should throw. */
export function errorObjectOf(error: unknown): ErrorObject {
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

/** Tells an error in the log, after a word about where it came from; own members of the error are shown, too. */
export function logError(where: string, thrown: unknown): void {
  // The tab is the service's.
  console.error(where, `\t${textOf(thrown instanceof Error ? thrown : new Error(thrown as string))}`)
}

function textOf(error: Error): string {
  try {
    return JSON.stringify(error, (_, value: unknown) => (value instanceof Error ? membersOf(value) : value))
  } catch {
    return JSON.stringify(errorObjectOf(error))
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

/** An error of the runtime's own; its name is not shown as a member. */
function runtimeError(name: string): new (reason: unknown) => Error {
  class RuntimeError extends Error {
    constructor(reason: unknown) {
      super(String(reason))
    }
  }
  Object.defineProperty(RuntimeError.prototype, 'name', { value: `Runtime.${name}` })
  return RuntimeError
}
