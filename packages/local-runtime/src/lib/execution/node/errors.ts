import { hasCallbacks } from './runtime-version.ts'

const { types } = process.getBuiltinModule('node:util')

/** Error object of Lambda's Node.js runtime: name, message and lines of the stack (REC-5). */
export interface ErrorObject {
  /** Missing if the error has no name. */
  readonly errorType: string | undefined
  /** Missing if the error has no message. */
  readonly errorMessage: string | undefined
  /** Missing up to Node.js 22 for an error whose members cannot be read. */
  readonly trace?: readonly string[]
}

export const CallbackHandlerDeprecated = runtimeError('CallbackHandlerDeprecated')
export const HandlerNotFound = runtimeError('HandlerNotFound')
export const ImportModuleError = runtimeError('ImportModuleError')
export const InvalidStreamingOperation = runtimeError('InvalidStreamingOperation')
export const JSONStringifyError = runtimeError('JSONStringifyError')
export const MalformedHandlerName = runtimeError('MalformedHandlerName')
export const MalformedStreamingHandler = runtimeError('MalformedStreamingHandler')
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

/**
 * Converts any thrown value, even one whose members cannot be read. An error needs a stack, and its name, message and
 * stack have to be strings, if they are there at all (RUN-11).
 */
export function toErrorObject(error: unknown): ErrorObject {
  try {
    if (isError(error)) {
      const { name, message, stack } = error as Partial<Error>
      const trace = (escaped(stack) ?? unreadable()).split('\n')
      return { errorType: escaped(name), errorMessage: escaped(message), trace }
    }
    const errorMessage = hasCallbacks() ? (error as object).toString() : String(error)
    return { errorType: typeof error, errorMessage, trace: [] }
  } catch {
    const errorMessage =
      'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
    return { errorType: 'handled', errorMessage, ...(!hasCallbacks() && { trace: [] }) }
  }
}

/** @throws an Error for a value that is neither missing nor a string */
function escaped(text: unknown): string | undefined {
  if (text === undefined || text === null) return undefined
  return typeof text === 'string' ? text.replaceAll('\x7f', '%7F') : unreadable()
}

/** @throws a TypeError */
function unreadable(): never {
  throw new TypeError('a member of the error is not text')
}

/**
 * Logs an error as JSON with its own members, after a label for its origin.
 *
 * @throws a TypeError for a value that is no error and has no text; up to Node.js 22 also for a symbol
 */
export function logError(origin: string, thrown: unknown): void {
  const text = (): string => (hasCallbacks() ? (thrown as string) : String(thrown))
  // The tab is Lambda's.
  console.error(origin, `\t${jsonOf(thrown instanceof Error ? thrown : new Error(text()))}`)
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

/** Up to Node.js 22, an object with the members of an error is one. */
function isError(value: unknown): boolean {
  if (!hasCallbacks()) return value instanceof Error
  return types.isNativeError(value) || looksLikeError(value)
}

function looksLikeError(value: unknown): boolean {
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
