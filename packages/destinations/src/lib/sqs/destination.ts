import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Destination } from '../destination/destination.ts'
import { createSqsCarrier } from './carrier.ts'
import { formatSqsDeadLetter, type SqsDeadLetterInput } from './dead-letter.ts'
import { sqsMeasure } from './measure.ts'
import { formatSqsMessage, type SqsSendMessageInput } from './message.ts'

export const sqsDestination: Destination<SqsSendMessageInput | SqsDeadLetterInput, SQSClient> = {
  measure: sqsMeasure,
  format: ({ recordText }, { queueUrl }) => formatSqsMessage({ recordText, queueUrl }),
  formatDeadLetter: (letter, { queueUrl }) => formatSqsDeadLetter({ ...letter, queueUrl }),
  carrierOver: createSqsCarrier,
}
