import { eventbridgeEventErrors } from '../../generated/eventbridge-event.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import type { InvocationRecord } from '../record/invocation-record.ts'

/**
 * An invocation record as an EventBridge rule sees it and a target receives it (CON-4).
 *
 * Source: Amazon EventBridge User Guide; `lambda`, the hyphen and the order of resources are observed (DST-4).
 *
 * @example { source: 'lambda', 'detail-type': 'Lambda Function Invocation Result - Failure', detail: { … }, … }
 */
export interface EventBridgeEvent<Request = unknown, Response = unknown> {
  /** Version of the envelope, `0`. */
  version: string
  id: string
  /** `Lambda Function Invocation Result - Success`, or `… - Failure` for every other condition (DST-5). */
  'detail-type': string
  /** AWS sends `lambda`; some pages print `aws.lambda`, which is read too. */
  source: 'lambda' | 'aws.lambda'
  account: string
  /** ISO 8601, UTC, to the second. */
  time: string
  region: string
  /** ARN of the bus, then ARN of the function with its qualifier. */
  resources: string[]
  /** Written anew by EventBridge: the bytes of payloads are not kept. */
  detail: InvocationRecord<Request, Response>
}

/** Lists what is wrong with `value`; empty means that it is an {@link EventBridgeEvent}. Never throws. */
export function checkEventBridgeEvent(value: unknown): readonly Issue[] {
  return issuesOf(eventbridgeEventErrors, value)
}
