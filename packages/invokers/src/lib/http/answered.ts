import type { Attempt, AttemptResult } from '@async-invoke/engine'
import { executedVersionOf, platformError } from '../outcomes/platform-error.ts'
import { isRefusal } from '../outcomes/refusal.ts'
import { type Answer, maxResponseBytes } from './post.ts'

/** Result of an attempt by the answer of an endpoint. */
export function resultOfAnswer(attempt: Attempt, { status, headers, body }: Answer): AttemptResult {
  if (status === 500 || (status >= 200 && status < 300)) {
    if (body === undefined) return tooLarge(attempt)
    const failed = status === 500 || headers['x-amz-function-error'] !== undefined
    const version = headers['x-amz-executed-version']
    return {
      outcome: failed ? 'functionError' : 'success',
      executedVersion: typeof version === 'string' ? version : executedVersionOf(attempt),
      ...(body.length > 0 && { payload: body }),
    }
  }
  if (status === 429) return { outcome: 'throttle' }
  if (status === 404) return { outcome: 'notFound' }
  if (isRefusal(status)) return { outcome: 'refused', statusCode: status, errorMessage: messageOf(status, body) }
  return { outcome: 'systemError', statusCode: status }
}

/** Lambda's error for a response over its limit (RUN-7). */
export function tooLarge(attempt: Attempt): AttemptResult {
  const message = `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`
  return platformError(attempt, 'Function.ResponseSizeTooLarge', message)
}

/** The endpoint's sentence: the message of an error in JSON, or the text itself. */
function messageOf(status: number, body: Uint8Array = new Uint8Array()): string {
  const text = new TextDecoder().decode(body).trim()
  return messageIn(text) ?? (text === '' ? `The endpoint answered ${status}.` : text)
}

function messageIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const named = new Map(Object.entries(value))
    const message = ['message', 'Message', 'errorMessage'].map((name) => named.get(name)).find((each) => each)
    return typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}
