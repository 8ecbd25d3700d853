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
  code: number | null,
  signal: NodeJS.Signals | null,
): { readonly errorType: string; readonly errorMessage: string } {
  const how = signal === null ? `exit status ${code}` : `signal: ${signalWords[signal] ?? signal}`
  const reason = code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` }
}

export function responseTooLarge(bytes: number, limit: number): Uint8Array {
  const message = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${limit} bytes).`
  return errorPayload('Function.ResponseSizeTooLarge', message)
}

/** A runtime that this machine has no program for; the words are ours. */
export function unsupportedRuntime(runtime: string): Uint8Array {
  return errorPayload('Runtime.Unsupported', `async-invoke runs nodejs, python and provided runtimes, not ${runtime}`)
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
