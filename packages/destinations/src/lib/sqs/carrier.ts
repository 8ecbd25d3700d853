import type { MessageSystemAttributeValue, SQSClient } from '@aws-sdk/client-sqs'
import { batchOutcomes, entryId, sentOutcome } from '../carriers/batch-outcomes.ts'
import { type Carrier, type Parcel, withSignal } from '../carriers/carrier.ts'
import type { SqsDeadLetterInput } from './dead-letter.ts'
import type { SqsSendMessageInput } from './message.ts'
import { createQueueUrls } from './queue-urls.ts'

type Command = SqsSendMessageInput | SqsDeadLetterInput

/** Sends up to ten messages of one queue per request. The trace is a system attribute of each message (DLQ-11). */
export function createSqsCarrier(client: SQSClient): Carrier<Command> {
  return {
    maxParcelsPerRequest: 10,
    queueUrlOf: createQueueUrls(client),
    groupOf: ({ command }) => command.QueueUrl,
    async send(parcels, signal) {
      const { SendMessageBatchCommand, SendMessageCommand } = await import('@aws-sdk/client-sqs')
      const [first, ...more] = parcels
      if (first === undefined) return []
      if (more.length === 0) {
        const command = new SendMessageCommand({ ...first.command, ...systemAttributes(first) })
        const { MessageId } = await client.send(command, withSignal(signal))
        return [sentOutcome(MessageId)]
      }
      const Entries = parcels.map((parcel, index) => {
        const { QueueUrl: _, ...message } = parcel.command
        return { Id: entryId(index), ...message, ...systemAttributes(parcel) }
      })
      const command = new SendMessageBatchCommand({ QueueUrl: first.command.QueueUrl, Entries })
      return batchOutcomes(parcels.length, await client.send(command, withSignal(signal)))
    },
  }
}

function systemAttributes({ traceHeader }: Parcel<Command>): {
  MessageSystemAttributes?: { AWSTraceHeader: MessageSystemAttributeValue }
} {
  if (traceHeader === undefined) return {}
  return { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } } }
}
