import type { Arn } from '@async-invoke/schemas/function-reference'
import type { MessageSystemAttributeValue, SQSClient } from '@aws-sdk/client-sqs'
import { formatSqsMessage } from './sqs-message.ts'

export interface SqsDelivery {
  readonly recordText: string
  readonly queue: Arn
  readonly traceHeader?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends records to queues named by ARN. A queue's URL is asked for once, with its account, so that queues of other
 * accounts are found (CFG-22); a failed look-up is not remembered.
 */
export function createSqsDelivery(client: SQSClient): (delivery: SqsDelivery) => Promise<void> {
  const urls = new Map<string, Promise<string>>()

  const queueUrlOf = (queue: Arn, signal: AbortSignal | undefined): Promise<string> => {
    const key = `${queue.region}:${queue.accountId}:${queue.resource}`
    const known = urls.get(key)
    if (known !== undefined) return known
    const asked = askForQueueUrl(client, queue, signal)
    urls.set(key, asked)
    asked.catch(() => urls.delete(key))
    return asked
  }

  return async ({ recordText, queue, traceHeader, signal }) => {
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs')
    const message = formatSqsMessage({ recordText, queueUrl: await queueUrlOf(queue, signal) })
    // The trace travels beside the message, not in it (DLQ-11, TRC-1).
    const traced = traceHeader === undefined ? {} : { MessageSystemAttributes: { AWSTraceHeader: text(traceHeader) } }
    await client.send(new SendMessageCommand({ ...message, ...traced }), { ...(signal && { abortSignal: signal }) })
  }
}

async function askForQueueUrl(client: SQSClient, queue: Arn, signal: AbortSignal | undefined): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs')
  const command = new GetQueueUrlCommand({ QueueName: queue.resource, QueueOwnerAWSAccountId: queue.accountId })
  const { QueueUrl } = await client.send(command, { ...(signal && { abortSignal: signal }) })
  if (QueueUrl === undefined) throw new Error(`SQS names no URL for the queue ${queue.resource}`)
  return QueueUrl
}

function text(value: string): MessageSystemAttributeValue {
  return { DataType: 'String', StringValue: value }
}
