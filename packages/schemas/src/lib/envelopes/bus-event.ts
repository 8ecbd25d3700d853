import { busEventErrors } from '../../generated/bus-event.ts'
import { scheduleEventErrors } from '../../generated/schedule-event.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/** Members that the events of buses and of schedules have in common. */
export interface BusEventFields {
  /** Version of the envelope, `0`. Missing in some of the examples of AWS. */
  version?: string
  id: string
  account: string
  /** ISO 8601 in UTC, to the second. */
  time: string
  region: string
  /** ARNs that the event is about. */
  resources: string[]
}

/**
 * Any event of an EventBridge bus, as its targets receive it without an input of their own (EVB-1). An event that carries
 * an invocation record is an `EventBridgeEvent`, too.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
 * @example
 * ```ts
 * { source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'uploads' }, … }, … }
 * ```
 */
export interface BusEvent<Detail = Record<string, unknown>> extends BusEventFields {
  'detail-type': string
  source: string
  detail: Detail
}

/**
 * The event of EventBridge Scheduler for a target without an input. Its detail is the string `{}` (SCH-2); a rule with a
 * schedule sends a {@link BusEvent} of the source `aws.events`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
 * @example
 * ```ts
 * { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}', … }
 * ```
 */
export interface ScheduleEvent extends BusEventFields {
  'detail-type': 'Scheduled Event'
  source: 'aws.scheduler'
  detail: string
}

/** Lists what is wrong with `value`; empty if it is a {@link BusEvent}. Never throws. */
export function checkBusEvent(value: unknown): readonly Issue[] {
  return issuesOf(busEventErrors, value)
}

/** Lists what is wrong with `value`; empty if it is a {@link ScheduleEvent}. Never throws. */
export function checkScheduleEvent(value: unknown): readonly Issue[] {
  return issuesOf(scheduleEventErrors, value)
}
