import type { SNSClient } from '@aws-sdk/client-sns'
import { batchOutcomes, entryId, sentOutcome } from '../carriers/batch-outcomes.ts'
import { type Carrier, withSignal } from '../carriers/carrier.ts'
import { traceHeaderMiddleware, traceHeaderStep } from '../carriers/trace-header.ts'
import type { SnsDeadLetterInput } from './dead-letter.ts'
import type { SnsPublishInput } from './message.ts'

type Command = SnsPublishInput | SnsDeadLetterInput

/**
 * Sends up to ten messages of one topic per request. SNS messages cannot carry a trace, so it is a header of the
 * request, and only messages of the same trace share one.
 */
export function createSnsCarrier(client: SNSClient): Carrier<Command> {
  return {
    maxParcelsPerRequest: 10,
    groupOf: ({ command, traceHeader = '' }) => `${command.TopicArn} ${traceHeader}`,
    async maxBytesOf({ TopicArn }, signal) {
      const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns')
      const { Attributes } = await client
        .send(new GetTopicAttributesCommand({ TopicArn }), withSignal(signal))
        .catch((cause: unknown) => {
          // Without the permission to read attributes, the limit is the one of most topics.
          if (isRefusal(cause)) return { Attributes: undefined }
          throw cause
        })
      const bytes = Number(Attributes?.MaximumMessageSize)
      return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
    },
    async send(parcels, signal) {
      const { PublishBatchCommand, PublishCommand } = await import('@aws-sdk/client-sns')
      const [first, ...more] = parcels
      if (first === undefined) return []
      const { traceHeader } = first
      if (more.length === 0) {
        const command = new PublishCommand(first.command)
        if (traceHeader !== undefined) command.middlewareStack.add(traceHeaderMiddleware(traceHeader), traceHeaderStep)
        const { MessageId } = await client.send(command, withSignal(signal))
        return [sentOutcome(MessageId)]
      }
      const { TopicArn } = first.command
      const PublishBatchRequestEntries = parcels.map(({ command: { TopicArn: _, ...message } }, index) => ({
        Id: entryId(index),
        ...message,
      }))
      const command = new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries })
      if (traceHeader !== undefined) command.middlewareStack.add(traceHeaderMiddleware(traceHeader), traceHeaderStep)
      return batchOutcomes(parcels.length, await client.send(command, withSignal(signal)))
    },
  }
}

/** True if the service has answered and would answer the same again: not throttled, not unreachable, not aborted. */
function isRefusal(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('$fault' in cause) || cause.$fault !== 'client') return false
  return !/throttl|toomanyrequests|requestlimit/i.test(cause.name)
}
