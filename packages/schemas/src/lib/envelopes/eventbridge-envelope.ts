import { eventbridgeEventErrors } from '../../generated/eventbridge-event.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import type { InvocationRecord } from '../record/invocation-record.ts'

/**
 * An invocation record as EventBridge passes it to rules and targets (CON-4). The source `lambda`, the hyphen and the
 * order of resources are observed (DST-4).
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
 * @example
 * ```ts
 * { source: 'lambda', 'detail-type': 'Lambda Function Invocation Result - Failure', detail: { … }, … }
 * ```
 */
export interface EventBridgeEvent<Request = unknown, Response = unknown> {
  /** Version of the envelope, `0`. */
  version: string
  id: string
  /** `Lambda Function Invocation Result - Success`, or `… - Failure` for every other condition (DST-5). */
  'detail-type': string
  /** AWS sends `lambda`; some of its pages print `aws.lambda`, which is accepted too. */
  source: 'lambda' | 'aws.lambda'
  account: string
  /** ISO 8601 in UTC, to the second. */
  time: string
  region: string
  /** ARN of the event bus, then qualified ARN of the function. */
  resources: string[]
  /** Serialised again by EventBridge, which does not keep the bytes of the payloads. */
  detail: InvocationRecord<Request, Response>
}

/** Lists what is wrong with `value`; empty if it is an {@link EventBridgeEvent}. Never throws. */
export function checkEventBridgeEvent(value: unknown): readonly Issue[] {
  return issuesOf(eventbridgeEventErrors, value)
}
