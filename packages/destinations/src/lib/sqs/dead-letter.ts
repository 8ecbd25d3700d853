import {
  type DeadLetter,
  type DeadLetterMessageAttributes,
  decodePayload,
  formatMessageAttributes,
} from '../destination/dead-letter-message.ts'

/** Input of `SendMessage` for a dead letter, assignable to `SendMessageCommandInput`. */
export interface SqsDeadLetterInput {
  readonly QueueUrl: string
  readonly MessageBody: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/**
 * Formats a dead letter for SQS: the body is the event as accepted, or `{}` if it was empty, and the attributes tell
 * the cause (DLQ-1 to DLQ-3, U-24). Recorded from AWS.
 *
 * @throws `TypeError` if the payload is not UTF-8. Lambda refuses such an event at admission.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @example
 * ```ts
 * formatSqsDeadLetter({ payload, attributes: composeDeadLetterAttributes({ requestId, cause }), queueUrl })
 * ```
 */
export function formatSqsDeadLetter(letter: DeadLetter & { readonly queueUrl: string }): SqsDeadLetterInput {
  return {
    QueueUrl: letter.queueUrl,
    MessageBody: decodePayload(letter.payload),
    MessageAttributes: formatMessageAttributes(letter.attributes),
  }
}
