import type { DeadLetterSummary } from '../dead-letter/compose-dead-letter-attributes.ts'
import type { Issue } from '../document/issue.ts'
import type { PipeFailure } from '../neighbours/pipe-failure.ts'
import type { InvocationRecord, ResponseContext } from '../record/invocation-record.ts'

/**
 * The message or event that a document arrived in. A Lambda destination, an S3 object, the response of Invoke and SNS
 * raw delivery have no envelope.
 */
export type Envelope =
  | 'sqs-message'
  | 'sqs-event-record'
  | 'sns-event-record'
  | 'sns-notification'
  | 'eventbridge-event'
  /** A record of Kinesis, Kafka or Firehose. */
  | 'stream-record'
  /** The event of a function URL, API Gateway or a load balancer. */
  | 'http-request'

/** How a document arrived. */
export interface OutcomeOrigin {
  /** The envelopes, outermost first; empty for a bare document. */
  readonly through: readonly Envelope[]
  /** Id of the SQS message; missing if there was none. */
  readonly messageId?: string
  /**
   * The name of the item in a batch response: the id of an SQS message, the sequence number of a stream's record, the
   * event id of a pipe's item. Missing where the sender reads no batch response.
   */
  readonly itemIdentifier?: string
  /** Number of the first line in text of several documents, from 1. */
  readonly line?: number
  /** Key of the S3 object. */
  readonly key?: string
  /** True if a middleware had parsed the body of the message, so that the bytes of payloads are lost. */
  readonly isParsed?: true
}

/** The record that a destination received when an asynchronous invocation ended (section 6). */
export interface InvocationRecordOutcome<Request = unknown, Response = unknown> extends OutcomeOrigin {
  readonly kind: 'invocation-record'
  readonly record: InvocationRecord<Request, Response>
  /** The record as received, for `readRawPayloads`; missing if the input was already parsed. */
  readonly text?: string
  /** The record before schemas changed its payloads; missing if `text` has it, or without schemas. */
  readonly received?: InvocationRecord
}

/** A failed event that its dead-letter queue received (section 7). */
export interface DeadLetterOutcome<Request = unknown> extends OutcomeOrigin {
  readonly kind: 'dead-letter'
  readonly attributes: DeadLetterSummary
  /** The original event, byte for byte (DLQ-1). */
  readonly bodyText: string
  /**
   * Parses the original event, once.
   *
   * @throws `DocumentError` with code `not-json` if it is not JSON.
   */
  readonly parseBody: () => Request
}

/**
 * The document that Lambda sends when an event source mapping gives up on a batch. It describes the batch; only S3 and
 * Kafka destinations also receive the batch itself.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export interface StreamFailureRecord {
  readonly version: string
  readonly timestamp: string
  readonly requestContext: {
    readonly requestId: string
    readonly functionArn: string
    /** `RetryAttemptsExhausted`, `RecordAgeExceeded`, …: different from the conditions of an invocation record. */
    readonly condition: string
    readonly approximateInvokeCount?: number
  }
  readonly responseContext?: ResponseContext
  readonly KinesisBatchInfo?: Readonly<Record<string, unknown>>
  readonly DDBStreamBatchInfo?: Readonly<Record<string, unknown>>
  readonly KafkaBatchInfo?: Readonly<Record<string, unknown>>
  /** The batch itself, in S3 and Kafka destinations only. */
  readonly payload?: unknown
}

/**
 * The failure of an event source mapping or a redrive. These can share a queue with failed asynchronous invocations.
 */
export type StreamFailureOutcome = OutcomeOrigin &
  (
    | {
        readonly kind: 'stream-failure'
        readonly source: 'kinesis'
        readonly record: StreamFailureRecord & { readonly KinesisBatchInfo: Readonly<Record<string, unknown>> }
      }
    | {
        readonly kind: 'stream-failure'
        readonly source: 'dynamodb'
        readonly record: StreamFailureRecord & { readonly DDBStreamBatchInfo: Readonly<Record<string, unknown>> }
      }
    | {
        readonly kind: 'stream-failure'
        readonly source: 'kafka'
        readonly record: StreamFailureRecord & { readonly KafkaBatchInfo: Readonly<Record<string, unknown>> }
      }
    | {
        readonly kind: 'stream-failure'
        /** SQS itself moved the message to a dead-letter queue after too many receives (DLQ-10). */
        readonly source: 'sqs'
        /** ARN of the queue that it was in before. */
        readonly sourceArn: string
        readonly bodyText: string
      }
  )

/** The attributes of a dead letter of a rule as plain values; those that the message lacks are missing. */
export interface RuleDeadLetterSummary {
  readonly RULE_ARN: string
  readonly TARGET_ARN?: string
  /** For example `NO_PERMISSIONS`. */
  readonly ERROR_CODE?: string
  readonly ERROR_MESSAGE?: string
  readonly RETRY_ATTEMPTS?: number
  /** `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; missing for an error that is not retried. */
  readonly EXHAUSTED_RETRY_CONDITION?: string
}

/** The attributes of a dead letter of a schedule as plain values; those that the message lacks are missing. */
export interface ScheduleDeadLetterSummary extends Omit<RuleDeadLetterSummary, 'RULE_ARN'> {
  readonly SCHEDULE_ARN: string
  /** When the target was to be invoked: ISO 8601, UTC. */
  readonly SCHEDULED_TIME?: string
  readonly EXECUTION_ID?: string
  /** Whether the body is cut. */
  readonly IS_PAYLOAD_TRUNCATED?: boolean
}

/** The body of a neighbour's dead letter. */
export interface NeighbourBody extends OutcomeOrigin {
  /** The event or payload that was not delivered. */
  readonly bodyText: string
  /**
   * Parses the body, once.
   *
   * @throws `DocumentError` with code `not-json` if it is not JSON.
   */
  readonly parseBody: () => unknown
}

/** An event that a rule of EventBridge could not deliver to its target (CON-10). */
export interface RuleDeadLetterOutcome extends NeighbourBody {
  readonly kind: 'rule-dead-letter'
  readonly attributes: RuleDeadLetterSummary
  /** The event, if it carries an invocation record. */
  readonly undelivered?: InvocationRecordOutcome
}

/** An invocation that EventBridge Scheduler could not make (CON-10). */
export interface ScheduleDeadLetterOutcome extends NeighbourBody {
  readonly kind: 'schedule-dead-letter'
  readonly attributes: ScheduleDeadLetterSummary
}

/** The failure of an EventBridge pipe that reads a stream. It carries no payload (CON-10). */
export interface PipeFailureOutcome extends OutcomeOrigin {
  readonly kind: 'pipe-failure'
  /** Missing if the document describes no batch. */
  readonly source?: 'kinesis' | 'dynamodb'
  readonly record: PipeFailure
}

/** A record or a dead letter with a payload that does not fit the schema which `readOutcomes` got for it. */
export interface PayloadMismatchOutcome extends OutcomeOrigin {
  readonly kind: 'payload-mismatch'
  /** Paths into the record, or into the body of the dead letter. */
  readonly issues: readonly Issue[]
  /** The outcome without the schemas. */
  readonly mismatched: InvocationRecordOutcome | DeadLetterOutcome
}

/** A document that this package does not recognise; `issues` tell why. */
export interface UnrecognisedOutcome extends OutcomeOrigin {
  readonly kind: 'unrecognised'
  readonly issues: readonly Issue[]
  /** The innermost string, if there was one. */
  readonly text?: string
}

/** The result of `readOutcome`. Branch on `kind`. */
export type Outcome =
  | InvocationRecordOutcome
  | DeadLetterOutcome
  | StreamFailureOutcome
  | RuleDeadLetterOutcome
  | ScheduleDeadLetterOutcome
  | PipeFailureOutcome
  | PayloadMismatchOutcome
  | UnrecognisedOutcome
