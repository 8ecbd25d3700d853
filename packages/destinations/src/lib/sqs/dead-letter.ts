import {
  type DeadLetter,
  type DeadLetterMessageAttributes,
  eventText,
  messageAttributes,
} from '../destination/dead-letter-message.ts'

/** What `SendMessage` takes for a dead letter; assignable to `SendMessageCommandInput`. */
export interface SqsDeadLetterInput {
  readonly QueueUrl: string
  readonly MessageBody: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/**
 * The SQS message of a dead letter: the event's own bytes as the body, `{}` for none, and the cause in attributes
 * (DLQ-1 to DLQ-3, U-24).
 *
 * Throws {@link TypeError} when the bytes are not UTF-8: Lambda refuses such an event at admission.
 * Source: Lambda Developer Guide, "Dead-letter queues"; recorded on AWS.
 *
 * @example formatSqsDeadLetter({ payload, attributes: composeDeadLetterAttributes({ requestId, cause }), queueUrl })
 */
export function formatSqsDeadLetter(letter: DeadLetter & { readonly queueUrl: string }): SqsDeadLetterInput {
  return {
    QueueUrl: letter.queueUrl,
    MessageBody: eventText(letter.payload),
    MessageAttributes: messageAttributes(letter.attributes),
  }
}
