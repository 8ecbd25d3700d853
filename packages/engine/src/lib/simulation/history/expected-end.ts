import type { TerminalCondition } from '../../decide/next-step.ts'
import type { RunResult } from './fact.ts'
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
  /** The sentence with which the service refused the last attempt. */
  readonly refusal: string | undefined
}

const retryStepMs = 60_000
const maxBackoffMs = 300_000

/** True for an attempt that uses up a retry. */
function isFailure(attempted: RunResult | undefined): boolean {
  return attempted?.outcome === 'functionError' || attempted?.outcome === 'notFound'
}

/** Number of failures after an attempt. */
export function failuresAfter(failures: number, attempted: RunResult | undefined): number {
  return isFailure(attempted) || attempted?.outcome === 'refused' ? failures + 1 : failures
}

/** Returns how an attempt must be shown. */
export function shownOf({ outcome, statusCode = 500 }: RunResult): Shown {
  if (outcome === 'success') return { statusCode: 200, executedVersion: '$LATEST' }
  if (outcome === 'functionError') return { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' }
  if (outcome === 'notFound') return { statusCode: 404 }
  return { statusCode: outcome === 'throttle' ? 429 : statusCode }
}

/** Returns how an event ends that ends now. */
export function expectedEnd(
  failures: number,
  attempted: RunResult | undefined,
  last: Shown | undefined,
  { maxRetries }: FunctionPromises,
): ExpectedEnd {
  const count = failuresAfter(failures, attempted)
  const shown = attempted === undefined ? last : shownOf(attempted)
  const about = { invokeCount: count, shown, payload: attempted?.payload, refusal: attempted?.errorMessage }
  if (attempted?.outcome === 'success') return { ...about, condition: 'Success', invokeCount: 1 }
  // Another attempt would be refused again (TRM-5).
  if (attempted?.outcome === 'refused' || (count > failures && count > maxRetries))
    return { ...about, condition: 'RetriesExhausted' }
  return { ...about, condition: 'EventAgeExceeded' }
}

/** Returns why an event must not end now, or wait, if it must not. */
export function misjudged(
  to: string,
  { condition, invokeCount }: ExpectedEnd,
  attempted: RunResult | undefined,
  {
    ageMs,
    toleranceMs,
    delayMs = 0,
  }: { readonly ageMs: number; readonly toleranceMs: number; readonly delayMs?: number | undefined },
  { maxAgeMs, maxRetries }: FunctionPromises,
): string | undefined {
  if (to === 'again') {
    if (condition !== 'EventAgeExceeded') return `waits although it has ended: ${condition}`
    if (isFailure(attempted) && delayMs < retryStepMs * invokeCount)
      return `waits ${delayMs} ms after failure ${invokeCount}`
    return undefined
  }
  if (condition !== 'EventAgeExceeded') return undefined
  const waitMs = attempted === undefined ? 0 : isFailure(attempted) ? retryStepMs * invokeCount : maxBackoffMs
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
export function expectedAttributes(id: string, functionArn: string, end: ExpectedEnd): string {
  const code = end.shown === undefined ? '' : `"ErrorCode":${end.shown.statusCode},`
  return `{"RequestID":"${id}",${code}"ErrorMessage":${JSON.stringify(messageOf(end, functionArn))}}`
}

function messageOf({ shown, payload, refusal }: ExpectedEnd, functionArn: string): string {
  if (refusal !== undefined) return refusal
  if (shown === undefined) return 'The event expired in the queue before it was attempted.'
  if (shown.statusCode === 429) return 'Rate Exceeded.'
  if (shown.statusCode === 404) return `Function not found: ${functionArn}`
  if (shown.statusCode !== 200) return 'The service failed to run the function.'
  return payload === undefined ? 'Unhandled' : (JSON.parse(payload) as { errorMessage: string }).errorMessage
}
