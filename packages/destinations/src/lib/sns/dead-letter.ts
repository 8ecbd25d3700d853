import {
  type DeadLetter,
  type DeadLetterMessageAttributes,
  decodePayload,
  formatMessageAttributes,
} from '../destination/dead-letter-message.ts'

/** Input of `Publish` for a dead letter, assignable to `PublishCommandInput`. */
export interface SnsDeadLetterInput {
  readonly TopicArn: string
  readonly Message: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/**
 * Formats a dead letter for SNS: the message is the event as accepted, or `{}` if it was empty, and the attributes tell
 * the cause (DLQ-1 to DLQ-3, U-24). SNS refuses some characters that SQS accepts: see `checkSnsDeadLetter` (DLQ-5).
 *
 * @throws `TypeError` if the payload is not UTF-8. Lambda refuses such an event at admission.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @example
 * ```ts
 * formatSnsDeadLetter({ payload, attributes, destinationArn: topicArn })
 * ```
 */
export function formatSnsDeadLetter(letter: DeadLetter & { readonly destinationArn: string }): SnsDeadLetterInput {
  return {
    TopicArn: letter.destinationArn,
    Message: decodePayload(letter.payload),
    MessageAttributes: formatMessageAttributes(letter.attributes),
  }
}
