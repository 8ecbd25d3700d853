import type { DeadLetterSummary } from '../dead-letter/compose-dead-letter-attributes.ts'
import type { Issue } from '../document/issue.ts'
import type { InvocationRecord, ResponseContext } from '../record/invocation-record.ts'

/** What an outcome was wrapped in; a Lambda destination, an S3 object and raw delivery wrap nothing. */
export type Envelope =
  | 'sqs-message'
  | 'sqs-event-record'
  | 'sns-event-record'
  | 'sns-notification'
  | 'eventbridge-event'

/** How an outcome arrived. */
export interface OutcomeOrigin {
  /** The wrappings, outermost first; empty for a bare document. */
  readonly through: readonly Envelope[]
  /** Id of the SQS message, for a partial batch response; missing where no SQS message was involved. */
  readonly messageId?: string
}

/** An asynchronous invocation ended and a destination got its record (section 6). */
export interface InvocationRecordOutcome extends OutcomeOrigin {
  readonly kind: 'invocation-record'
  readonly record: InvocationRecord
  /** The record as it was written, for `readRawPayloads`; missing when it came as a parsed value. */
  readonly text?: string
}

/** An event failed and its dead-letter queue got the event itself (section 7). */
export interface DeadLetterOutcome extends OutcomeOrigin {
  readonly kind: 'dead-letter'
  readonly attributes: DeadLetterSummary
  /** The original event, byte for byte (DLQ-1). */
  readonly bodyText: string
  /** The original event parsed, at the first call; throws `DocumentError` `not-json` if it is none. */
  readonly parseBody: () => unknown
}

/** What Lambda writes when it gives up on records of a stream: which batch, not the records themselves (in S3, them too). */
export interface StreamFailureRecord {
  readonly version: string
  readonly timestamp: string
  readonly requestContext: {
    readonly requestId: string
    readonly functionArn: string
    /** `RetryAttemptsExhausted`, `RecordAgeExceeded`, …: not the words of an invocation record. */
    readonly condition: string
    readonly approximateInvokeCount?: number
  }
  readonly responseContext?: ResponseContext
  readonly KinesisBatchInfo?: Readonly<Record<string, unknown>>
  readonly DDBStreamBatchInfo?: Readonly<Record<string, unknown>>
  readonly KafkaBatchInfo?: Readonly<Record<string, unknown>>
  /** The batch itself, only in S3 and Kafka destinations. */
  readonly payload?: unknown
}

/** An event source mapping gave up. These share queues with asynchronous failures and are something else. */
export type StreamFailureOutcome = OutcomeOrigin &
  (
    | {
        readonly kind: 'stream-failure'
        readonly source: 'kinesis' | 'dynamodb' | 'kafka'
        readonly record: StreamFailureRecord
      }
    | {
        readonly kind: 'stream-failure'
        /** A message that SQS itself moved to a dead-letter queue after too many receives (DLQ-10). */
        readonly source: 'sqs'
        /** The queue it was in before. */
        readonly sourceArn: string
        readonly bodyText: string
      }
  )

/** Nothing that this package knows; `issues` say why. */
export interface UnrecognisedOutcome extends OutcomeOrigin {
  readonly kind: 'unrecognised'
  readonly issues: readonly Issue[]
  /** The innermost text, when there was one. */
  readonly text?: string
}

export type Outcome = InvocationRecordOutcome | DeadLetterOutcome | StreamFailureOutcome | UnrecognisedOutcome
