import type { ProcessEnd } from './process/runtime-process.ts'

/**
 * Error objects that the platform returns instead of the function, with Lambda's types and messages (REC-5). Errors of
 * the handler itself, memory and disk included, pass through unchanged (U-22).
 */

/**
 * A run that timed out: a function error like any other, which is retried (RTY-11).
 *
 * @param seconds - timeout of the function
 */
export function timedOut(requestId: string, seconds: number): Uint8Array {
  return errorPayload(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  )
}

/** Describes the end of a runtime process that has not answered, for the response and for the log. */
export function runtimeExited(
  requestId: string,
  end: ProcessEnd,
): { readonly errorType: string; readonly errorMessage: string } {
  const errorType = 'notStarted' in end ? 'Runtime.InvalidEntrypoint' : 'Runtime.ExitError'
  return { errorType, errorMessage: `RequestId: ${requestId} Error: ${reasonOf(end)}` }
}

/** Lambda's reason, except that paths are those of this machine. */
function reasonOf(end: ProcessEnd): string {
  if ('notStarted' in end) {
    const { code, message } = end.notStarted
    if (code === 'ENOENT' && end.command.endsWith('/bootstrap'))
      return `Couldn't find valid bootstrap(s): [${end.command}]`
    if (code === 'ENOENT' && end.missingFolder !== undefined)
      return `chdir ${end.missingFolder}: no such file or directory`
    return `fork/exec ${end.command}: ${spawnErrors[code ?? ''] ?? message}`
  }
  if (end.code === 0) return 'Runtime exited without providing a reason'
  const how = end.signal === null ? `exit status ${end.code}` : `signal: ${signalNames[end.signal] ?? end.signal}`
  return `Runtime exited with error: ${how}`
}

/** A response over the limit, in bytes (RUN-7). */
export function responseTooLarge(limit: number): Uint8Array {
  const message = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`
  return errorPayload('Function.ResponseSizeTooLarge', message)
}

/** Error for a runtime that this machine has no program for; type and message are ours. */
export function unsupportedRuntime(runtime: string): Uint8Array {
  return errorPayload('Runtime.Unsupported', `async-invoke runs nodejs, python and provided runtimes, not ${runtime}`)
}

/** Lambda's names of the errors that keep a process from starting. */
const spawnErrors: Readonly<Record<string, string>> = {
  E2BIG: 'argument list too long',
  EACCES: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOEXEC: 'exec format error',
}

/** Lambda's names of signals. */
const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
}

export function errorPayload(errorType: string, errorMessage: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ errorType, errorMessage }))
}
