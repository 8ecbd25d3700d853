import { timelineErrors } from '../../generated/timeline.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * What happened to one asynchronous invocation, from its acceptance to its last delivery.
 *
 * Shape: a document of ours, not of AWS; absent members are missing and never null. Times are ISO 8601, UTC, with
 * milliseconds, on the clock of the engine that wrote it.
 *
 * @example
 * {
 *   version: '1.0',
 *   requestId: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
 *   functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   acceptedAt: '2026-02-10T09:15:00.000Z',
 *   entries: [{ type: 'accepted', at: '2026-02-10T09:15:00.000Z' }],
 * }
 */
export interface Timeline {
  version: '1.0'
  /** Request id of the 202 that accepted the event (INV-8). */
  requestId: string
  /** ARN as invoked, qualified; missing when the timeline starts after the acceptance. */
  functionArn?: string
  /** When the event was accepted; its age counts from here (RTY-5). */
  acceptedAt?: string
  entries: TimelineDocumentEntry[]
}

/** One thing that happened; which members it has depends on `type`. */
export interface TimelineDocumentEntry {
  /** accepted, attempt-started, attempt-ended, waiting, ended, delivered, kept, delivery-failed, …; more may come. */
  type: string
  at: string
  /** Number of the attempt, throttled ones counted. */
  attempt?: number
  version?: string
  /** success, functionError, notFound, throttle, systemError. */
  outcome?: string
  /** When a wait is over. */
  until?: string
  delayMs?: number
  /** Ids of the rules that decided. */
  rules?: string[]
  /** The decision and its reasons, or where a delivery was kept and why, for people. */
  explanation?: string
  condition?: string
  approximateInvokeCount?: number
  statusCode?: number
  /** OnSuccess, OnFailure or DeadLetter. */
  route?: string
  destinationArn?: string
  /** Why it could not be sent. */
  error?: string
  /** Why it was put in quarantine. */
  reason?: string
}

/** Lists what is wrong with `value`; empty means that it is a {@link Timeline}. Never throws. */
export function checkTimeline(value: unknown): readonly Issue[] {
  return issuesOf(timelineErrors, value)
}

/**
 * Reads a timeline from its JSON text, or from a value that was parsed already.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseTimeline(await readFile('r-1.json', 'utf8')).entries.length // 8
 */
export function parseTimeline(input: unknown): Timeline {
  return parseDocument<Timeline>('Timeline', input, checkTimeline)
}
