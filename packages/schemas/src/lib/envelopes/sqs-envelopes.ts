import { sqsEventErrors } from '../../generated/sqs-event.ts'
import { sqsMessageErrors } from '../../generated/sqs-message.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * A message as `ReceiveMessage` returns it. Message attributes, which identify a dead letter, are returned only on
 * request (`MessageAttributeNames: ['All']`).
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html
 * @example
 * ```ts
 * { MessageId: '0d3f…', ReceiptHandle: 'AQEB…', Body: '{"orderId":"A-1002"}' }
 * ```
 */
export interface SqsMessage {
  MessageId: string
  ReceiptHandle: string
  /**
   * An invocation record, the original event of a dead letter, an SNS notification or an EventBridge event, as a
   * string.
   */
  Body: string
  MD5OfBody?: string
  /** System attributes; every value is a string (DLQ-11). */
  Attributes?: Record<string, string>
  MD5OfMessageAttributes?: string
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string }>
}

/**
 * Lambda's event for an SQS queue (CON-1). The members are observed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface SqsEvent {
  Records: SqsEventRecord[]
}

/** One message in an {@link SqsEvent}. */
export interface SqsEventRecord {
  /** Identifies the message in a partial batch response. */
  messageId: string
  receiptHandle: string
  /** Same as {@link SqsMessage.Body}. */
  body: string
  attributes: Record<string, string>
  /** `{}` for an invocation record; RequestID, ErrorCode, ErrorMessage for a dead letter (CON-5). */
  messageAttributes: Record<string, { dataType: string; stringValue?: string }>
  md5OfBody?: string
  md5OfMessageAttributes?: string
  eventSource: 'aws:sqs'
  eventSourceARN: string
  awsRegion: string
}

/** Lists what is wrong with `value`; empty if it is an {@link SqsMessage}. Never throws. */
export function checkSqsMessage(value: unknown): readonly Issue[] {
  return issuesOf(sqsMessageErrors, value)
}

/** Lists what is wrong with `value`; empty if it is an {@link SqsEvent}. Never throws. */
export function checkSqsEvent(value: unknown): readonly Issue[] {
  return issuesOf(sqsEventErrors, value)
}
