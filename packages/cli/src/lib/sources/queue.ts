import type { Message, SQSClient } from '@aws-sdk/client-sqs'
import type { ClientConfig } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import { sentAtOf } from './sent-at.ts'
import type { SourceItem } from './source-item.ts'

/** Empty answers in a row after which a queue counts as read: SQS asks only some of its servers at a time. */
const emptyAnswers = 2

/** When a queue moves a message to another one. */
export interface RedrivePolicy {
  readonly maxReceiveCount: number
  readonly deadLetterTargetArn: string
}

export interface QueueState {
  readonly arn: string
  /** Messages that are neither hidden nor delayed; SQS counts them roughly. */
  readonly waiting: number
  /** Messages that some consumer has received and not deleted. */
  readonly hidden: number
  readonly redrivePolicy?: RedrivePolicy
}

/**
 * A queue that is read without taking anything from it: received messages stay hidden until {@link release} shows them
 * again or {@link remove} deletes them.
 */
export interface Queue {
  state(): Promise<QueueState>
  /** Receives up to ten messages at a time, until none comes or `signal` aborts. */
  receive(signal: AbortSignal): AsyncGenerator<readonly Message[]>
  /** Deletes messages; returns those that could not be deleted. */
  remove(messages: readonly Message[]): Promise<readonly Message[]>
  /** Shows all messages again that were received and not deleted. */
  release(): Promise<void>
  /** Shows messages again that another process received; those that are visible or deleted are left alone. */
  show(receipts: readonly string[]): Promise<void>
}

/**
 * Opens a queue. Each method throws a {@link CommandError} when the service refuses or does not answer.
 *
 * @param hiddenInSeconds - how long received messages are hidden from other consumers, at most; they come back earlier on
 * every exit but a kill
 */
export async function openQueue(url: string, config: ClientConfig, hiddenInSeconds = 300): Promise<Queue> {
  const sqs = await import('@aws-sdk/client-sqs')
  // Without an endpoint of its own, the client sends to the host of the URL.
  const { endpoint = new URL(url).origin } = config
  const client: SQSClient = new sqs.SQSClient({ ...config, endpoint })
  const held = new Map<string, string>()
  const asked = async <Answer>(answer: Promise<Answer>): Promise<Answer> =>
    answer.catch((cause: unknown) => {
      throw toServiceError(cause, `queue ${url}`)
    })

  const show = async (receipts: readonly string[]): Promise<void> => {
    for (const batch of batchesOf(receipts)) {
      const Entries = batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }))
      await asked(client.send(new sqs.ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries })))
    }
  }

  return {
    async state() {
      const command = new sqs.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })
      const { Attributes = {} } = await asked(client.send(command))
      const { QueueArn: arn = '', ApproximateNumberOfMessages: waiting = '0', RedrivePolicy: policy } = Attributes
      const { ApproximateNumberOfMessagesNotVisible: hidden = '0' } = Attributes
      const redrivePolicy = policy === undefined ? undefined : readPolicy(policy)
      return { arn, waiting: Number(waiting), hidden: Number(hidden), ...(redrivePolicy && { redrivePolicy }) }
    },
    async *receive(signal) {
      for (let empty = 0; empty < emptyAnswers && !signal.aborted; ) {
        const command = new sqs.ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
          VisibilityTimeout: hiddenInSeconds,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        })
        const { Messages = [] } = await asked(client.send(command))
        for (const { MessageId, ReceiptHandle } of Messages)
          if (MessageId !== undefined && ReceiptHandle !== undefined) held.set(MessageId, ReceiptHandle)
        empty = Messages.length === 0 ? empty + 1 : 0
        if (Messages.length > 0) yield Messages
      }
    },
    async remove(messages) {
      const kept: Message[] = []
      for (const batch of batchesOf(messages)) {
        const Entries = batch.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
        const { Successful = [] } = await asked(
          client.send(new sqs.DeleteMessageBatchCommand({ QueueUrl: url, Entries })),
        )
        const removed = new Set(Successful.map(({ Id }) => Id))
        for (const [index, message] of batch.entries())
          if (removed.has(String(index))) held.delete(message.MessageId ?? '')
          else kept.push(message)
      }
      return kept
    },
    async release() {
      await show([...held.values()])
      held.clear()
    },
    show,
  }
}

/** A received message as a document of a source. */
export function itemOfMessage(message: Message): SourceItem {
  const { MessageId: position = '' } = message
  return { input: message, position, sentAtMs: sentAtOf(message) }
}

function readPolicy(text: string): RedrivePolicy | undefined {
  const { maxReceiveCount, deadLetterTargetArn } = JSON.parse(text) as Partial<Record<keyof RedrivePolicy, unknown>>
  if (typeof deadLetterTargetArn !== 'string') return undefined
  return { maxReceiveCount: Number(maxReceiveCount), deadLetterTargetArn }
}

function batchesOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / 10) }, (_, at) => items.slice(at * 10, at * 10 + 10))
}
