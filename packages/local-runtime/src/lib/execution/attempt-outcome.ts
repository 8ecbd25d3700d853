import type { Answer } from './runtime-api.ts'

/**
 * Outcome and payload of an answer to an event. A response that streams has succeeded once it began: what a handler wrote
 * before it failed is the payload, nothing too, and its error is in the log alone (RUN-2).
 */
export function attemptOutcome({ functionError, payload, written }: Answer): {
  readonly outcome: 'success' | 'functionError'
  readonly payload: Uint8Array
} {
  if (written !== undefined) return { outcome: 'success', payload: written }
  return { outcome: functionError ? 'functionError' : 'success', payload }
}
