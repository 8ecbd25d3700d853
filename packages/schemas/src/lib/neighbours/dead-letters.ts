import { ruleDeadLetterAttributesErrors } from '../../generated/rule-dead-letter-attributes.ts'
import { scheduleDeadLetterAttributesErrors } from '../../generated/schedule-dead-letter-attributes.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/** One attribute of a neighbour's dead letter, as its envelope spells it. */
export type NeighbourAttribute =
  | { StringValue: string; DataType: string }
  | { stringValue: string; dataType: string }
  | { Value: string; Type: string }

/** The attributes that dead letters of rules and of schedules share. */
export interface NeighbourAttributes {
  ERROR_CODE?: NeighbourAttribute
  ERROR_MESSAGE?: NeighbourAttribute
  RETRY_ATTEMPTS?: NeighbourAttribute
  /** `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; missing for an error that is not retried. */
  EXHAUSTED_RETRY_CONDITION?: NeighbourAttribute
}

/**
 * The message attributes of an event that a rule of EventBridge could not deliver to its target (CON-10). The body of
 * the message is the event.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export interface RuleDeadLetterAttributes extends NeighbourAttributes {
  RULE_ARN: NeighbourAttribute
  TARGET_ARN?: NeighbourAttribute
}

/**
 * The message attributes of an invocation that EventBridge Scheduler could not make (CON-10). The body of the message
 * is the payload.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export interface ScheduleDeadLetterAttributes extends NeighbourAttributes {
  SCHEDULE_ARN: NeighbourAttribute
  SCHEDULED_TIME?: NeighbourAttribute
  EXECUTION_ID?: NeighbourAttribute
  TARGET_ARN?: NeighbourAttribute
  IS_PAYLOAD_TRUNCATED?: NeighbourAttribute
}

/** Lists what is wrong with `value`; empty if it is {@link RuleDeadLetterAttributes}. Never throws. */
export function checkRuleDeadLetterAttributes(value: unknown): readonly Issue[] {
  return issuesOf(ruleDeadLetterAttributesErrors, value)
}

/** Lists what is wrong with `value`; empty if it is {@link ScheduleDeadLetterAttributes}. Never throws. */
export function checkScheduleDeadLetterAttributes(value: unknown): readonly Issue[] {
  return issuesOf(scheduleDeadLetterAttributesErrors, value)
}
