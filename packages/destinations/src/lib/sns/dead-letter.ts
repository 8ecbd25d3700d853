import {
  type DeadLetter,
  type DeadLetterMessageAttributes,
  eventText,
  messageAttributes,
} from '../destination/dead-letter-message.ts'

/** What `Publish` takes for a dead letter; assignable to `PublishCommandInput`. */
export interface SnsDeadLetterInput {
  readonly TopicArn: string
  readonly Message: string
  readonly MessageAttributes: DeadLetterMessageAttributes
}

/**
 * The SNS message of a dead letter: as for SQS, with the event as the message. SNS takes fewer characters than SQS; see
 * `checkSnsDeadLetter` (DLQ-5).
 *
 * @example formatSnsDeadLetter({ payload, attributes, destinationArn: topicArn })
 */
export function formatSnsDeadLetter(letter: DeadLetter & { readonly destinationArn: string }): SnsDeadLetterInput {
  return {
    TopicArn: letter.destinationArn,
    Message: eventText(letter.payload),
    MessageAttributes: messageAttributes(letter.attributes),
  }
}
