import type { Attempt, AttemptResult } from '@async-invoke/engine'

const encoder = new TextEncoder()

/** A function error that the function did not write itself, with an error object as the platform writes it (REC-5). */
export function platformError(attempt: Attempt, errorType: string, errorMessage: string): AttemptResult {
  return {
    outcome: 'functionError',
    executedVersion: executedVersionOf(attempt),
    payload: encoder.encode(JSON.stringify({ errorType, errorMessage })),
  }
}

/** A run that exceeded its time, with Lambda's own sentence. */
export function timedOut(attempt: Attempt, seconds: number): AttemptResult {
  const { requestId } = attempt
  const message = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`
  return platformError(attempt, 'Sandbox.Timedout', message)
}

/** The version that ran, for a service that does not name it. */
export function executedVersionOf({ version, reference }: Attempt): string {
  if (version !== undefined) return version
  return reference.qualifier !== undefined && /^\d+$/.test(reference.qualifier) ? reference.qualifier : '$LATEST'
}
