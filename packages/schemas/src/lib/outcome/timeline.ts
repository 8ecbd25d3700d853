import { timelineErrors } from '../../generated/timeline.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * The timeline of one asynchronous invocation, from its acceptance to its last delivery: a document of this project,
 * not of AWS. An unset member is missing, never null. Times are ISO 8601 in UTC, with milliseconds, on the clock of the
 * engine.
 *
 * @example
 * ```ts
 * {
 *   version: '1.0',
 *   requestId: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
 *   functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   acceptedAt: '2026-02-10T09:15:00.000Z',
 *   entries: [{ type: 'accepted', at: '2026-02-10T09:15:00.000Z' }],
 * }
 * ```
 */
export interface Timeline {
  version: '1.0'
  /** Request id of the 202 that accepted the event (INV-8). */
  requestId: string
  /** Qualified ARN as invoked; missing if the timeline starts after the acceptance. */
  functionArn?: string
  /** When the event was accepted; its age counts from here (RTY-5). */
  acceptedAt?: string
  entries: TimelineDocumentEntry[]
}

/** One entry of a timeline. Its members depend on `type`. */
export interface TimelineDocumentEntry {
  /**
   * `accepted`, `attempt-started`, `attempt-ended`, `waiting`, `ended`, `delivered`, `kept`, `delivery-failed`, …; open
   * to more.
   */
  type: string
  at: string
  /** Number of the attempt, including throttled ones. */
  attempt?: number
  version?: string
  /** `success`, `functionError`, `notFound`, `throttle`, `systemError` or `refused`. */
  outcome?: string
  /** Limit that throttled the attempt: `reserved` or `account`. */
  limit?: string
  /** True if the function exceeded its timeout. */
  timedOut?: boolean
  /** Type in the error object of the function. */
  errorType?: string
  /** Message in the error object of the function; at most 1,024 characters. */
  errorMessage?: string
  /** First frames of the stack in the error object, at most 8. */
  stack?: string[]
  /** Size in bytes of the event, of an acceptance, or of the response or error object, of an attempt. */
  payloadBytes?: number
  /** First kilobyte of that payload, as text. */
  payloadHead?: string
  /** Number of log lines that the function had written before the attempt. */
  logPosition?: number
  /** When the wait ends. */
  until?: string
  delayMs?: number
  /** Ids of the rules behind the decision. */
  rules?: string[]
  /** For people: the decision and its reasons, or where a delivery was kept and why. */
  explanation?: string
  condition?: string
  approximateInvokeCount?: number
  statusCode?: number
  /** `OnSuccess`, `OnFailure` or `DeadLetter`. */
  route?: string
  destinationArn?: string
  /** Why the delivery failed, or the event was refused. */
  error?: string
  /** Why the event was quarantined. */
  reason?: string
}

/** Lists what is wrong with `value`; empty if it is a {@link Timeline}. Never throws. */
export function checkTimeline(value: unknown): readonly Issue[] {
  return issuesOf(timelineErrors, value)
}

/**
 * Parses a timeline.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseTimeline(await readFile('r-1.json', 'utf8')).entries.length // 8
 * ```
 */
export function parseTimeline(input: unknown): Timeline {
  return parseDocument<Timeline>('Timeline', input, checkTimeline)
}
