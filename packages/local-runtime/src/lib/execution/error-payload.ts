import type { ProcessEnd } from './process/runtime-process.ts'

/** Error objects that the platform, not the function, puts into a response: REC-5, names and texts of the service. */

/** `seconds` is the function's timeout, printed with two digits. */
export function timedOut(requestId: string, seconds: number): Uint8Array {
  return errorPayload(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  )
}

/** How a runtime process ended that should have answered: for the response, and for the log before it. */
export function runtimeExited(
  requestId: string,
  end: ProcessEnd,
): { readonly errorType: string; readonly errorMessage: string } {
  const errorType = 'notStarted' in end ? 'Runtime.InvalidEntrypoint' : 'Runtime.ExitError'
  return { errorType, errorMessage: `RequestId: ${requestId} Error: ${reasonOf(end)}` }
}

/** The service names its own folders where this names those of this machine. */
function reasonOf(end: ProcessEnd): string {
  if ('notStarted' in end) {
    const { code, message } = end.notStarted
    if (code === 'ENOENT' && end.command.endsWith('/bootstrap'))
      return `Couldn't find valid bootstrap(s): [${end.command}]`
    return `fork/exec ${end.command}: ${systemWords[code ?? ''] ?? message}`
  }
  if (end.code === 0) return 'Runtime exited without providing a reason'
  const how = end.signal === null ? `exit status ${end.code}` : `signal: ${signalWords[end.signal] ?? end.signal}`
  return `Runtime exited with error: ${how}`
}

export function responseTooLarge(bytes: number, limit: number): Uint8Array {
  const message = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${limit} bytes).`
  return errorPayload('Function.ResponseSizeTooLarge', message)
}

/** A runtime that this machine has no program for; the words are ours. */
export function unsupportedRuntime(runtime: string): Uint8Array {
  return errorPayload('Runtime.Unsupported', `async-invoke runs nodejs, python and provided runtimes, not ${runtime}`)
}

/** What keeps a process from being started, in the words of the service's own runtime. */
const systemWords: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOEXEC: 'exec format error',
}

/** Signals in the words of the service's own runtime. */
const signalWords: Partial<Record<NodeJS.Signals, string>> = {
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
