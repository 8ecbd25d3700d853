import { parseArn } from '@async-invoke/schemas/function-reference'
import type { BatchResultErrorEntry, Message, SQS } from '@aws-sdk/client-sqs'

/** Maximum number of messages in one request to SQS. */
export const maxPerRequest = 10
/** Longest time for which SQS hides a message. */
const maxHiddenSeconds = 43_200

/** How to receive messages. */
export interface Receiving {
  readonly max: number
  /** Time to wait for a first message. */
  readonly waitSeconds: number
  /** Hides the messages as long as SQS can, in place of the queue's own visibility timeout. */
  readonly hide: boolean
  readonly signal: AbortSignal
}

/** A queue at the endpoint of SQS, as an event source mapping uses it. */
export class SourceQueue {
  readonly #sqs: SQS
  readonly #queueArn: string
  #url: Promise<string> | undefined

  constructor(sqs: SQS, queueArn: string) {
    this.#sqs = sqs
    this.#queueArn = queueArn
  }

  async visibilitySeconds(): Promise<number> {
    const input = { QueueUrl: await this.#queueUrl(), AttributeNames: ['VisibilityTimeout' as const] }
    const { Attributes } = await this.#sqs.getQueueAttributes(input)
    return Number(Attributes?.VisibilityTimeout ?? 30)
  }

  async receive({ max, waitSeconds, hide, signal }: Receiving): Promise<readonly Message[]> {
    const input = {
      QueueUrl: await this.#queueUrl(),
      MaxNumberOfMessages: Math.min(max, maxPerRequest),
      WaitTimeSeconds: waitSeconds,
      ...(hide && { VisibilityTimeout: maxHiddenSeconds }),
      MessageSystemAttributeNames: ['All' as const],
      MessageAttributeNames: ['All'],
    }
    const { Messages = [] } = await this.#sqs.receiveMessage(input, { abortSignal: signal })
    return Messages
  }

  /** Deletes messages. Rejects with the reason of the first that cannot be deleted, after trying all. */
  async remove(messages: readonly Message[]): Promise<void> {
    const QueueUrl = await this.#queueUrl()
    await inRequests(messages, (Entries) => this.#sqs.deleteMessageBatch({ QueueUrl, Entries }))
  }

  /** Ends the time for which messages are hidden. */
  async show(messages: readonly Message[]): Promise<void> {
    const QueueUrl = await this.#queueUrl()
    await inRequests(messages, (entries) => {
      const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }))
      return this.#sqs.changeMessageVisibilityBatch({ QueueUrl, Entries })
    })
  }

  #queueUrl(): Promise<string> {
    this.#url ??= this.#findUrl().catch((error) => {
      this.#url = undefined
      throw error
    })
    return this.#url
  }

  async #findUrl(): Promise<string> {
    const arn = parseArn(this.#queueArn)
    const input = { QueueName: arn?.resource ?? '', QueueOwnerAWSAccountId: arn?.accountId }
    const { QueueUrl = '' } = await this.#sqs.getQueueUrl(input)
    return QueueUrl
  }
}

interface Entry {
  readonly Id: string
  readonly ReceiptHandle: string | undefined
}

interface BatchAnswer {
  readonly Failed?: readonly BatchResultErrorEntry[] | undefined
}

async function inRequests(
  messages: readonly Message[],
  send: (entries: Entry[]) => Promise<BatchAnswer>,
): Promise<void> {
  const failed: string[] = []
  for (let at = 0; at < messages.length; at += maxPerRequest) {
    const some = messages.slice(at, at + maxPerRequest)
    const entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
    const { Failed = [] } = await send(entries)
    failed.push(...Failed.map(({ Code, Message }) => `${Code}: ${Message}`))
  }
  if (failed[0] !== undefined)
    throw new Error(`SQS refused ${failed.length} messages of a batch, the first with ${failed[0]}`)
}
