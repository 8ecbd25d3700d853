import { type Issue, issue } from '../document/issue.ts'
import { ownMember, ownString } from '../document/own-member.ts'
import type { PipeFailure } from '../neighbours/pipe-failure.ts'
import type {
  OutcomeOrigin,
  PipeFailureOutcome,
  RuleDeadLetterOutcome,
  RuleDeadLetterSummary,
  ScheduleDeadLetterOutcome,
} from './outcome.ts'
import { attributeString, parseOnce } from './read-dead-letter.ts'

/**
 * Reads a dead letter of a rule or of a schedule, which their own attribute identifies (CON-10); `undefined` for any
 * other message.
 */
export function readNeighbourDeadLetter(
  attributes: unknown,
  bodyText: string,
  origin: OutcomeOrigin,
): Omit<RuleDeadLetterOutcome, 'undelivered'> | ScheduleDeadLetterOutcome | undefined {
  const RULE_ARN = attributeString(attributes, 'RULE_ARN')
  const SCHEDULE_ARN = attributeString(attributes, 'SCHEDULE_ARN')
  if (!RULE_ARN && !SCHEDULE_ARN) return undefined
  const body = { ...origin, bodyText, parseBody: parseOnce(bodyText) }
  const common = commonAttributes(attributes)
  if (RULE_ARN) return { kind: 'rule-dead-letter', ...body, attributes: { RULE_ARN, ...common } }
  if (!SCHEDULE_ARN) return undefined
  const isTruncated = attributeString(attributes, 'IS_PAYLOAD_TRUNCATED')
  const summary = {
    SCHEDULE_ARN,
    ...strings(attributes, ['SCHEDULED_TIME', 'EXECUTION_ID']),
    ...common,
    ...(isTruncated !== undefined && { IS_PAYLOAD_TRUNCATED: isTruncated === 'true' }),
  }
  return { kind: 'schedule-dead-letter', ...body, attributes: summary }
}

function commonAttributes(attributes: unknown): Omit<RuleDeadLetterSummary, 'RULE_ARN'> {
  const retries = attributeString(attributes, 'RETRY_ATTEMPTS') ?? ''
  return {
    ...strings(attributes, ['TARGET_ARN', 'ERROR_CODE', 'ERROR_MESSAGE', 'EXHAUSTED_RETRY_CONDITION']),
    ...(/^\d{1,9}$/.test(retries) && { RETRY_ATTEMPTS: Number(retries) }),
  }
}

function strings<Name extends string>(attributes: unknown, names: readonly Name[]): { [Member in Name]?: string } {
  const found: { [Member in Name]?: string } = {}
  for (const name of names) {
    const value = attributeString(attributes, name)
    if (value !== undefined) found[name] = value
  }
  return found
}

/**
 * Reads the failure of a pipe, which the ARN of the pipe identifies (CON-10), or lists what it lacks; `undefined` for
 * any other document.
 */
export function readPipeFailure(
  value: object,
  origin: OutcomeOrigin,
): PipeFailureOutcome | readonly Issue[] | undefined {
  const context = ownMember(value, 'context')
  if (ownString(context, 'partnerResourceArn') === undefined) return undefined
  if (ownString(context, 'condition') === undefined)
    return [issue('/context', 'required', "must have required property 'condition'")]
  const source = pipeSources.find(([member]) => typeof (ownMember(value, member) ?? 0) === 'object')?.[1]
  return { kind: 'pipe-failure', ...origin, ...(source && { source }), record: value as PipeFailure }
}

const pipeSources = [
  ['KinesisBatchInfo', 'kinesis'],
  ['DDBStreamBatchInfo', 'dynamodb'],
] as const
