import type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'

/** An event that failed for good, and why. */
export interface DeadLetter {
  /** The event as it was accepted; no bytes for an invocation without a body. */
  readonly eventBytes: Uint8Array
  /** Its request id and the cause: what `deadLetterAttributes` of `@async-invoke/schemas` gives. */
  readonly attributes: DeadLetterSummary
}

export type DeadLetterAttribute<DataType extends 'String' | 'Number'> = {
  readonly DataType: DataType
  readonly StringValue: string
}

/** The message attributes of a dead letter, the same for SQS and SNS: these names, and no others (DLQ-2, DLQ-3). */
export type DeadLetterMessageAttributes = {
  readonly RequestID: DeadLetterAttribute<'String'>
  /** Missing for zero reserved concurrency. */
  readonly ErrorCode?: DeadLetterAttribute<'Number'>
  /** Missing when there is nothing to say: both services refuse an empty value. */
  readonly ErrorMessage?: DeadLetterAttribute<'String'>
}

/** What `SendMessage` takes for a dead letter; assignable to `SendMessageCommandInput`. */
export interface SqsDeadLetter {
  readonly QueueUrl: string
  readonly MessageBody: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/** What `Publish` takes for a dead letter; assignable to `PublishCommandInput`. */
export interface SnsDeadLetter {
  readonly TopicArn: string
  readonly Message: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/**
 * The SQS message of a dead letter: the event's own bytes as the body, `{}` for none, and the cause in attributes
 * (DLQ-1 to DLQ-3, U-24).
 *
 * Throws {@link TypeError} when the bytes are not UTF-8: Lambda refuses such an event at admission.
 * Source: Lambda Developer Guide, "Dead-letter queues"; recorded on AWS.
 *
 * @example formatSqsDeadLetter({ eventBytes, attributes: deadLetterAttributes({ requestId, cause }), queueUrl })
 */
export function formatSqsDeadLetter(letter: DeadLetter & { readonly queueUrl: string }): SqsDeadLetter {
  return {
    QueueUrl: letter.queueUrl,
    MessageBody: eventText(letter.eventBytes),
    MessageAttributes: messageAttributes(letter.attributes),
  }
}

/**
 * The SNS message of a dead letter: as for SQS, with the event as the message. SNS takes fewer characters than SQS; see
 * `checkSnsDeadLetter` (DLQ-5).
 *
 * @example formatSnsDeadLetter({ eventBytes, attributes, destinationArn: topicArn })
 */
export function formatSnsDeadLetter(letter: DeadLetter & { readonly destinationArn: string }): SnsDeadLetter {
  return {
    TopicArn: letter.destinationArn,
    Message: eventText(letter.eventBytes),
    MessageAttributes: messageAttributes(letter.attributes),
  }
}

function messageAttributes({ RequestID, ErrorCode, ErrorMessage }: DeadLetterSummary): DeadLetterMessageAttributes {
  return {
    RequestID: { DataType: 'String', StringValue: RequestID },
    ...(ErrorCode !== undefined && { ErrorCode: { DataType: 'Number', StringValue: String(ErrorCode) } }),
    ...(ErrorMessage !== '' && { ErrorMessage: { DataType: 'String', StringValue: ErrorMessage } }),
  }
}

function eventText(bytes: Uint8Array): string {
  if (bytes.length === 0) return '{}'
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
