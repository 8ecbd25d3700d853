import type { DeadLetterSummary } from '../dead-letter/compose-dead-letter-attributes.ts'
import type { InvocationRecord } from '../record/invocation-record.ts'
import { parseArn } from '../reference/arn.ts'
import { type NormalisedError, normalisedError } from './normalised-error.ts'
import type { Outcome } from './outcome.ts'

/** Why an event ended as it did, in one word for alerts and metrics. */
export type OutcomeReason =
  | 'handler-error'
  | 'timeout'
  | 'runtime-exit'
  | 'throttled'
  | 'expired'
  | 'target-missing'
  | 'concurrency-zero'
  | 'non-json-output'

/** What an alert says of an outcome; members that the message does not tell are missing. */
export interface OutcomeDescription {
  readonly kind: Outcome['kind']
  readonly functionName?: string
  /** `$LATEST`, a version or an alias, as invoked. */
  readonly qualifier?: string
  readonly accountId?: string
  readonly region?: string
  readonly requestId?: string
  readonly condition?: string
  /** Missing for a success and for conditions that say nothing known. */
  readonly reason?: OutcomeReason
  /** Missing when nothing failed and when the function never ran to fail. */
  readonly error?: NormalisedError
}

/**
 * What happened, to which function, and why: the same for a record, a dead letter and a stream failure.
 *
 * A dead letter names its function only when that is missing (404); its queue does not say whose it is.
 *
 * @example describeOutcome(readOutcome(message)).reason // 'timeout'
 */
export function describeOutcome(outcome: Outcome): OutcomeDescription {
  const { kind } = outcome
  if (kind === 'invocation-record') return { kind, ...describeRecord(outcome.record) }
  if (kind === 'dead-letter') return { kind, ...describeDeadLetter(outcome.attributes) }
  if (kind === 'unrecognised' || outcome.source === 'sqs') return { kind }
  const { requestContext, responseContext } = outcome.record
  const { requestId, functionArn, condition } = requestContext
  const reason = /AgeExceeded$/.test(condition)
    ? 'expired'
    : (reasonOfStatus(responseContext?.statusCode) ?? (responseContext?.functionError && 'handler-error'))
  return { kind, ...functionOf(functionArn), requestId, condition, ...(reason && { reason }) }
}

type Described = Omit<OutcomeDescription, 'kind'>

function describeRecord(record: InvocationRecord): Described {
  const { requestId, functionArn, condition } = record.requestContext
  const error = record.responseContext?.functionError ? normalisedError(record.responsePayload) : undefined
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
  const error = { errorMessage: ErrorMessage, stack: [] }
  const unnumbered = ErrorMessage.includes('zero reserved concurrent') ? 'concurrency-zero' : undefined
  const reason = ran ? reasonOfError(error) : ErrorCode === undefined ? unnumbered : reasonOfStatus(ErrorCode)
  return {
    ...(arn !== undefined && functionOf(arn)),
    requestId: RequestID,
    ...(reason && { reason }),
    ...(ran && { error }),
  }
}

/** System faults (5xx) are retried until the event is too old (U-04). */
function reasonOfStatus(statusCode: number | undefined): OutcomeReason | undefined {
  if (statusCode === 429) return 'throttled'
  if (statusCode === 404) return 'target-missing'
  return statusCode !== undefined && statusCode >= 500 ? 'expired' : undefined
}

/** The platform's own failures are told apart by error type; a dead letter has only the sentence (REC-5). */
function reasonOfError({ errorType, errorMessage = '' }: NormalisedError): OutcomeReason {
  if (errorType === 'Sandbox.Timedout') return 'timeout'
  if (errorType === 'Runtime.ExitError') return 'runtime-exit'
  if (errorType !== undefined) return 'handler-error'
  if (/^(?:RequestId: \S+ Error: |\S+ \S+ )?Task timed out after \d/.test(errorMessage)) return 'timeout'
  if (/^RequestId: \S+ (?:Error: Runtime exited|Process exited before)/.test(errorMessage)) return 'runtime-exit'
  return 'handler-error'
}

/** The name follows `function:`; the last part of the ARN is the qualifier (REC-1). */
function functionOf(functionArn: string): Described {
  const { region, accountId, resource = '' } = parseArn(functionArn) ?? {}
  const [, functionName, qualifier] = resource.split(':')
  return {
    ...(functionName && { functionName }),
    ...(qualifier && { qualifier }),
    ...(accountId && { accountId }),
    ...(region && { region }),
  }
}
