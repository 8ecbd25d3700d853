import type { TerminalCondition } from '../../decide/decide-next.ts'
import type { FunctionPromises } from './promises.ts'

/** How an attempt ended, as an event's record shows it. */
export interface Shown {
  readonly statusCode: number
  readonly executedVersion?: string
  readonly functionError?: string
}

/** How an event must end, computed from the facts alone. */
export interface ExpectedEnd {
  readonly condition: TerminalCondition
  readonly invokeCount: number
  /** Last attempt that was made; absent if there was none. */
  readonly shown: Shown | undefined
  /** Response or error object, if the last attempt led to the end. */
  readonly payload: string | undefined
}

/** An attempt of an event, and what went before it. */
export interface Attempted {
  readonly outcome: string
  readonly statusCode?: number
  readonly payload?: string
}

const retryStepMs = 60_000
const maxBackoffMs = 300_000

/** Number of failures after an attempt. */
export function failuresAfter(failures: number, attempted: Attempted | undefined): number {
  return attempted?.outcome === 'functionError' || attempted?.outcome === 'notFound' ? failures + 1 : failures
}

/** Returns how an attempt must be shown. */
export function shownOf({ outcome, statusCode = 500 }: Attempted): Shown {
  if (outcome === 'success') return { statusCode: 200, executedVersion: '$LATEST' }
  if (outcome === 'functionError') return { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' }
  if (outcome === 'notFound') return { statusCode: 404 }
  return { statusCode: outcome === 'throttle' ? 429 : statusCode }
}

/** Returns how an event ends that ends now. */
export function expectedEnd(
  failures: number,
  attempted: Attempted | undefined,
  last: Shown | undefined,
  { maxRetries }: FunctionPromises,
): ExpectedEnd {
  const count = failuresAfter(failures, attempted)
  const shown = attempted === undefined ? last : shownOf(attempted)
  const about = { invokeCount: count, shown, payload: attempted?.payload }
  if (attempted?.outcome === 'success') return { ...about, condition: 'Success', invokeCount: 1 }
  if (count > failures && count > maxRetries) return { ...about, condition: 'RetriesExhausted' }
  return { ...about, condition: 'EventAgeExceeded' }
}

/** Returns why an event must not end now, or wait, if it must not. */
export function misjudged(
  to: string,
  { condition, invokeCount }: ExpectedEnd,
  attempted: Attempted | undefined,
  {
    ageMs,
    toleranceMs,
    delayMs = 0,
  }: { readonly ageMs: number; readonly toleranceMs: number; readonly delayMs?: number | undefined },
  { maxAgeMs, maxRetries }: FunctionPromises,
): string | undefined {
  const isFailure = attempted?.outcome === 'functionError' || attempted?.outcome === 'notFound'
  if (to === 'again') {
    if (condition !== 'EventAgeExceeded') return `waits although it has ended: ${condition}`
    if (isFailure && delayMs < retryStepMs * invokeCount) return `waits ${delayMs} ms after failure ${invokeCount}`
    return undefined
  }
  if (condition !== 'EventAgeExceeded') return undefined
  const waitMs = attempted === undefined ? 0 : isFailure ? retryStepMs * invokeCount : maxBackoffMs
  if (ageMs + waitMs + toleranceMs < maxAgeMs)
    return `ends after ${invokeCount} of ${maxRetries + 1} failures at an age of ${ageMs} ms`
  return undefined
}

/** Returns the record of an event, written out here, since the code that is checked must not make it. */
export function expectedRecord(
  { id, payload, functionArn }: { readonly id: string; readonly payload: string; readonly functionArn: string },
  { condition, invokeCount, shown, payload: response }: ExpectedEnd,
  timestamp: string,
): string {
  const context = `{"requestId":"${id}","functionArn":"${functionArn}","condition":"${condition}","approximateInvokeCount":${invokeCount}}`
  const version = shown?.executedVersion === undefined ? '' : `,"executedVersion":"${shown.executedVersion}"`
  const error = shown?.functionError === undefined ? '' : `,"functionError":"${shown.functionError}"`
  const responseContext =
    shown === undefined ? '' : `,"responseContext":{"statusCode":${shown.statusCode}${version}${error}}`
  const responsePayload = response === undefined ? '' : `,"responsePayload":${response}`
  return `{"version":"1.0","timestamp":"${timestamp}","requestContext":${context},"requestPayload":${payload}${responseContext}${responsePayload}}`
}

/** Returns the attributes of the dead letter of an event, as JSON. */
export function expectedAttributes(id: string, functionArn: string, { shown, payload }: ExpectedEnd): string {
  const code = shown === undefined ? '' : `"ErrorCode":${shown.statusCode},`
  return `{"RequestID":"${id}",${code}"ErrorMessage":${JSON.stringify(messageOf(shown, payload, functionArn))}}`
}

function messageOf(shown: Shown | undefined, payload: string | undefined, functionArn: string): string {
  if (shown === undefined) return 'The event expired in the queue before it was attempted.'
  if (shown.statusCode === 429) return 'Rate Exceeded.'
  if (shown.statusCode === 404) return `Function not found: ${functionArn}`
  if (shown.statusCode !== 200) return 'The service failed to run the function.'
  return payload === undefined ? 'Unhandled' : (JSON.parse(payload) as { errorMessage: string }).errorMessage
}
