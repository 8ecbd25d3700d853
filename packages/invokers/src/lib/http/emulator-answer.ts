import type { Attempt, AttemptResult } from '@async-invoke/engine'
import { executedVersionOf, platformError, timedOut } from '../outcomes/platform-error.ts'
import { tooLarge } from './answered.ts'
import type { Answer } from './post.ts'

/** The emulator's text for a timeout, with the status 200. */
const timeoutText = /^Task timed out after (\d+(?:\.\d+)?) seconds$/

/** Members of the error objects of Lambda's runtimes. */
const errorMembers: ReadonlySet<string> = new Set([
  ...['errorType', 'errorMessage', 'trace', 'stackTrace', 'stack', 'requestId', 'cause'],
])

/**
 * Result of an attempt by the answer of the emulator. It has no header for function errors: a body tells them. A response
 * with an `errorMessage`, an `errorType` and nothing that an error object does not have is taken for an error.
 */
export function resultOfEmulator(attempt: Attempt, { status, body }: Answer): AttemptResult {
  // Another client's request is running there.
  if (status === 400) return { outcome: 'throttle' }
  if (status !== 200 && status !== 502) return { outcome: 'systemError', statusCode: status }
  if (body === undefined) return tooLarge(attempt)
  const text = new TextDecoder().decode(body)
  const seconds = timeoutText.exec(text)?.[1]
  if (seconds !== undefined) return timedOut(attempt, Number(seconds))
  if (body.length === 0) return exited(attempt)
  const outcome = status === 502 || isErrorObject(text) ? 'functionError' : 'success'
  return { outcome, executedVersion: executedVersionOf(attempt), payload: body }
}

/** Lambda's error for a runtime that has exited; the emulator answers with an empty body. */
function exited(attempt: Attempt): AttemptResult {
  const message = `RequestId: ${attempt.requestId} Error: Runtime exited without providing a reason`
  return platformError(attempt, 'Runtime.ExitError', message)
}

function isErrorObject(text: string): boolean {
  if (!text.includes('errorMessage')) return false
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    return 'errorMessage' in value && 'errorType' in value && Object.keys(value).every((name) => errorMembers.has(name))
  } catch {
    return false
  }
}
