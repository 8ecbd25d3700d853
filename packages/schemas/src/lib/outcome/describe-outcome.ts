import type { DeadLetterSummary } from '../dead-letter/compose-dead-letter-attributes.ts'
import type { PipeFailure } from '../neighbours/pipe-failure.ts'
import type { InvocationRecord } from '../record/invocation-record.ts'
import { parseArn } from '../reference/arn.ts'
import { type ErrorReason, reasonOfError } from './error-reason.ts'
import { type NormalisedError, normaliseError } from './normalised-error.ts'
import type { Outcome, RuleDeadLetterSummary } from './outcome.ts'

/** Why an event ended as it did, as a label for alerts and metrics. */
export type OutcomeReason =
  | ErrorReason
  | 'throttled'
  | 'expired'
  | 'target-missing'
  | 'concurrency-zero'
  | 'non-json-output'
  /** A rule or a schedule of EventBridge could not deliver. */
  | 'undelivered'

/** A summary of an outcome for alerts and logs. Members that the document does not tell are missing. */
export interface OutcomeDescription {
  readonly kind: Outcome['kind']
  readonly functionName?: string
  /** `$LATEST`, a version or an alias, as invoked. */
  readonly qualifier?: string
  readonly accountId?: string
  readonly region?: string
  readonly requestId?: string
  readonly condition?: string
  /** Missing for a success and for unknown conditions. */
  readonly reason?: OutcomeReason
  /** Missing if the function did not fail, or never ran. Of a rule or a schedule: code and message. */
  readonly error?: NormalisedError
  /** ARN of the rule, the schedule or the pipe. */
  readonly sourceArn?: string
  /** ARN of the target that a rule or a schedule could not reach. */
  readonly targetArn?: string
  /** The invocation record that a rule could not deliver. */
  readonly undelivered?: OutcomeDescription
}

/**
 * Describes an outcome of any kind: which function, what happened, and why.
 *
 * A dead letter names its function only if that function no longer exists (404).
 *
 * @example
 * ```ts
 * describeOutcome(readOutcome(message)).reason // 'timeout'
 * ```
 */
export function describeOutcome(outcome: Outcome): OutcomeDescription {
  const { kind } = outcome
  if (kind === 'invocation-record') return { kind, ...describeRecord(outcome.record) }
  if (kind === 'dead-letter') return { kind, ...describeDeadLetter(outcome.attributes) }
  if (kind === 'payload-mismatch') return { ...describeOutcome(outcome.mismatched), kind }
  if (kind === 'rule-dead-letter') {
    const { attributes, undelivered } = outcome
    const described = describeNeighbour(attributes.RULE_ARN, attributes)
    return { kind, ...described, ...(undelivered && { undelivered: describeOutcome(undelivered) }) }
  }
  if (kind === 'schedule-dead-letter')
    return { kind, ...describeNeighbour(outcome.attributes.SCHEDULE_ARN, outcome.attributes) }
  if (kind === 'pipe-failure') return { kind, ...describePipeFailure(outcome.record) }
  if (kind === 'unrecognised' || outcome.source === 'sqs') return { kind }
  const { requestContext, responseContext } = outcome.record
  const { requestId, functionArn, condition } = requestContext
  const reason = isExpired(condition)
    ? 'expired'
    : (reasonOfStatus(responseContext?.statusCode) ?? (responseContext?.functionError && 'handler-error'))
  return { kind, ...functionOf(functionArn), requestId, condition, ...(reason && { reason }) }
}

/** Conditions of streams and pipes differ from those of records. */
function isExpired(condition: string): boolean {
  return /AgeExceeded$/.test(condition)
}

function describeNeighbour(sourceArn: string, attributes: Omit<RuleDeadLetterSummary, 'RULE_ARN'>): Described {
  const { TARGET_ARN, ERROR_CODE, ERROR_MESSAGE, EXHAUSTED_RETRY_CONDITION } = attributes
  const error = {
    ...(ERROR_CODE !== undefined && { errorType: ERROR_CODE }),
    ...(ERROR_MESSAGE !== undefined && { errorMessage: ERROR_MESSAGE }),
    stack: [],
  }
  return {
    sourceArn,
    ...homeOf(sourceArn),
    ...(TARGET_ARN !== undefined && { targetArn: TARGET_ARN }),
    ...(EXHAUSTED_RETRY_CONDITION !== undefined && { condition: EXHAUSTED_RETRY_CONDITION }),
    reason: 'undelivered',
    error,
  }
}

function describePipeFailure({ context: { partnerResourceArn, condition } }: PipeFailure): Described {
  const reason = isExpired(condition) ? 'expired' : undefined
  return { sourceArn: partnerResourceArn, ...homeOf(partnerResourceArn), condition, ...(reason && { reason }) }
}

type Described = Omit<OutcomeDescription, 'kind'>

function describeRecord(record: InvocationRecord): Described {
  const { requestId, functionArn, condition } = record.requestContext
  const error = record.responseContext?.functionError ? normaliseError(record.responsePayload) : undefined
  const reason = reasonOfRecord(record, error)
  return { ...functionOf(functionArn), requestId, condition, ...(reason && { reason }), ...(error && { error }) }
}

function reasonOfRecord(record: InvocationRecord, error: NormalisedError | undefined): OutcomeReason | undefined {
  const { condition } = record.requestContext
  if (condition === 'Success') return record.deliveryError && 'non-json-output'
  if (condition === 'ZeroReservedConcurrency') return 'concurrency-zero'
  const { statusCode } = record.responseContext ?? {}
  if (error !== undefined) return reasonOfError(error)
  return reasonOfStatus(statusCode) ?? (condition === 'EventAgeExceeded' ? 'expired' : undefined)
}

function describeDeadLetter({ RequestID, ErrorCode, ErrorMessage }: DeadLetterSummary): Described {
  const arn = /^Function not found: (arn:\S+)$/.exec(ErrorMessage)?.[1]
  const ran = ErrorCode === 200
  const error = normaliseError(ErrorMessage)
  const reasonWithoutCode = ErrorMessage.includes('zero reserved concurrent') ? 'concurrency-zero' : undefined
  const reason = ran ? reasonOfError(error) : ErrorCode === undefined ? reasonWithoutCode : reasonOfStatus(ErrorCode)
  return {
    ...(arn !== undefined && functionOf(arn)),
    requestId: RequestID,
    ...(reason && { reason }),
    ...(ran && { error }),
  }
}

/** System errors (5xx) are retried until the event expires (U-04). */
function reasonOfStatus(statusCode: number | undefined): OutcomeReason | undefined {
  if (statusCode === 429) return 'throttled'
  if (statusCode === 404) return 'target-missing'
  return statusCode !== undefined && statusCode >= 500 ? 'expired' : undefined
}

/** Reads `function:name:qualifier` at the end of the ARN (REC-1). */
function functionOf(functionArn: string): Described {
  const [, functionName, qualifier] = (parseArn(functionArn)?.resource ?? '').split(':')
  return { ...(functionName && { functionName }), ...(qualifier && { qualifier }), ...homeOf(functionArn) }
}

function homeOf(arn: string): Described {
  const { region, accountId } = parseArn(arn) ?? {}
  return { ...(accountId && { accountId }), ...(region && { region }) }
}
