import { sqsEventErrors } from '../../generated/sqs-event.ts'
import { sqsMessageErrors } from '../../generated/sqs-message.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * A message as ReceiveMessage returns it; attributes of a dead letter come only when they were asked for.
 *
 * Source: Amazon SQS API reference, Message.
 *
 * @example { MessageId: '0d3f…', ReceiptHandle: 'AQEB…', Body: '{"orderId":"A-1002"}' }
 */
export interface SqsMessage {
  MessageId: string
  ReceiptHandle: string
  /** Invocation record, original event (dead letter), text wrapped by SNS, or EventBridge event, all as text. */
  Body: string
  MD5OfBody?: string
  /** System attributes, all text (DLQ-11). */
  Attributes?: Record<string, string>
  MD5OfMessageAttributes?: string
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string }>
}

/** Lambda's event for a queue (CON-1). Source: Lambda Developer Guide, Amazon SQS; members observed. */
export interface SqsEvent {
  Records: SqsEventRecord[]
}

export interface SqsEventRecord {
  /** What a partial batch response names. */
  messageId: string
  receiptHandle: string
  /** As {@link SqsMessage.Body}. */
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

/** Lists what is wrong with `value`; empty means that it is an {@link SqsMessage}. Never throws. */
export function checkSqsMessage(value: unknown): readonly Issue[] {
  return issuesOf(sqsMessageErrors, value)
}

/** Lists what is wrong with `value`; empty means that it is an {@link SqsEvent}. Never throws. */
export function checkSqsEvent(value: unknown): readonly Issue[] {
  return issuesOf(sqsEventErrors, value)
}
