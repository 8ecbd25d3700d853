import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Destination } from '../destination/destination.ts'
import { createSqsCarrier } from './carrier.ts'
import { formatSqsDeadLetter, type SqsDeadLetter } from './dead-letter.ts'
import { sqsMeasure } from './measure.ts'
import { formatSqsMessage, type SqsMessage } from './message.ts'

export const sqsDestination: Destination<SqsMessage | SqsDeadLetter, SQSClient> = {
  measure: sqsMeasure,
  format: ({ recordText }, { queueUrl }) => formatSqsMessage({ recordText, queueUrl }),
  formatDeadLetter: (letter, { queueUrl }) => formatSqsDeadLetter({ ...letter, queueUrl }),
  carrierOver: createSqsCarrier,
}
