import { types } from 'node:util'

/** Error object of Lambda's Node.js runtime: name, message and lines of the stack (REC-5). */
export interface ErrorObject {
  readonly errorType: string | undefined
  readonly errorMessage: string | undefined
  readonly trace: readonly string[]
}

/** Converts any thrown value, even one whose members cannot be read or are no strings. Never throws. */
export function errorObject(thrown: unknown): ErrorObject {
  try {
    if (!isError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] }
    const { name, message, stack } = thrown
    return { errorType: text(name), errorMessage: text(message), trace: (text(stack) ?? '').split('\n') }
  } catch {
    // The sentence is the runtime's own.
    const errorMessage =
      'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
    return { errorType: 'handled', errorMessage, trace: [] }
  }
}

/** True for an error of any realm. */
function isError(value: unknown): value is Readonly<Record<'name' | 'message' | 'stack', unknown>> {
  return types.isNativeError(value) || value instanceof Error
}

/** @throws TypeError if the member of an error is not a string, as in the runtime */
function text(member: unknown): string | undefined {
  if (member === undefined || typeof member === 'string') return member
  throw new TypeError(`a member of an error is of type ${typeof member}`)
}
