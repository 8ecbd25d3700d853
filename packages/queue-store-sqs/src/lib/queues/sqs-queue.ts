import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { type BatchFailure, failedCall, failedEntry, hasLostReceipt, type SqsStoreError } from '../store-error.ts'
import { Batches } from './batches.ts'

/** A message to send. */
export interface OutgoingMessage {
  readonly text: string
  readonly bytes: number
  /** Whole seconds, at most 900. */
  readonly delaySeconds: number
  readonly groupId: string | undefined
}

interface Visibility {
  readonly receipt: string
  readonly seconds: number
}

export interface ReceiveOptions {
  readonly max: number
  readonly leaseSeconds: number
  readonly waitSeconds: number
  readonly signal: AbortSignal
}

interface BatchAnswer {
  readonly Successful?: readonly { readonly Id?: string | undefined }[] | undefined
  readonly Failed?: readonly BatchFailure[] | undefined
}

/** Maximum visibility time-out, in seconds. */
const maxVisibleSeconds = 43_200

export interface SqsQueueOptions {
  readonly client: SQSClient
  readonly url: string
  readonly lingerMs: number
  /** Called for each call that fails, and for each entry of a batch that does. */
  readonly onError: (error: SqsStoreError) => void
}

/** One queue: each call of SQS, with others in a batch where there are batches. */
export class SqsQueue {
  readonly url: string
  readonly #client: SQSClient
  readonly #sends: Batches<OutgoingMessage, true>
  readonly #deletions: Batches<string, true>
  readonly #visibilities: Batches<Visibility, 'ok' | 'stale'>

  readonly #onError: (error: SqsStoreError) => void

  constructor({ client, url, lingerMs, onError }: SqsQueueOptions) {
    this.url = url
    this.#client = client
    this.#onError = onError
    this.#sends = new Batches<OutgoingMessage, true>({
      lingerMs,
      bytesOf: ({ bytes }) => bytes,
      call: (entries) => this.#sendAll(entries),
    })
    this.#deletions = new Batches<string, true>({ lingerMs, call: (entries) => this.#deleteAll(entries) })
    this.#visibilities = new Batches<Visibility, 'ok' | 'stale'>({
      lingerMs,
      call: (entries) => this.#changeAll(entries),
    })
  }

  /** @throws {@link SqsStoreError} */
  async send(message: OutgoingMessage): Promise<void> {
    await this.#sends.add(message)
  }

  /** @throws {@link SqsStoreError} */
  async delete(receipt: string): Promise<void> {
    await this.#deletions.add(receipt)
  }

  /**
   * Hides a received message for some time from now; 0 shows it.
   *
   * @returns `stale` if the message is not under this receipt any more
   */
  changeVisibility(receipt: string, seconds: number): Promise<'ok' | 'stale'> {
    return this.#visibilities.add({ receipt, seconds: Math.min(seconds, maxVisibleSeconds) })
  }

  async receive({ max, leaseSeconds, waitSeconds, signal }: ReceiveOptions): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: max,
      VisibilityTimeout: Math.min(leaseSeconds, maxVisibleSeconds),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    })
    try {
      const { Messages = [] } = await this.#client.send(command, { abortSignal: signal })
      return Messages
    } catch (cause) {
      if (signal.aborted) return []
      throw this.#failed('cannot receive messages', cause)
    }
  }

  /** Reads attributes of the queue. */
  async attributes(names: readonly QueueAttributeName[]): Promise<Partial<Record<QueueAttributeName, string>>> {
    const command = new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: [...names] })
    try {
      return (await this.#client.send(command)).Attributes ?? {}
    } catch (cause) {
      throw this.#failed(`cannot read the attributes of ${this.url}`, cause)
    }
  }

  async #sendAll(messages: readonly OutgoingMessage[]): Promise<readonly (true | SqsStoreError)[]> {
    const action = 'cannot send a message'
    const Entries = messages.map(({ text, delaySeconds, groupId }, index) => ({
      Id: String(index),
      MessageBody: text,
      DelaySeconds: delaySeconds,
      ...(groupId !== undefined && { MessageGroupId: groupId }),
    }))
    const command = new SendMessageBatchCommand({ QueueUrl: this.url, Entries })
    try {
      return this.#results(messages.length, await this.#client.send(command), (failed) =>
        this.#failedEntry(action, failed),
      )
    } catch (cause) {
      throw this.#failed(action, cause)
    }
  }

  async #deleteAll(receipts: readonly string[]): Promise<readonly (true | SqsStoreError)[]> {
    const action = 'cannot delete a message'
    const Entries = receipts.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }))
    const command = new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries })
    try {
      return this.#results(receipts.length, await this.#client.send(command), (failed) =>
        hasLostReceipt(failed) ? true : this.#failedEntry(action, failed),
      )
    } catch (cause) {
      throw this.#failed(action, cause)
    }
  }

  async #changeAll(entries: readonly Visibility[]): Promise<readonly ('ok' | 'stale' | SqsStoreError)[]> {
    const action = 'cannot change the visibility of a message'
    const Entries = entries.map(({ receipt, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    }))
    const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.url, Entries })
    try {
      const answers = this.#results<'stale'>(entries.length, await this.#client.send(command), (failed) =>
        hasLostReceipt(failed) ? 'stale' : this.#failedEntry(action, failed),
      )
      return answers.map((answer) => (answer === true ? 'ok' : answer))
    } catch (cause) {
      throw this.#failed(action, cause)
    }
  }

  /** The result of each entry: true where the service says so, and otherwise what its failure comes to. */
  #results<Other>(
    count: number,
    { Successful = [], Failed = [] }: BatchAnswer,
    judge: (failed: BatchFailure) => true | Other | SqsStoreError,
  ): readonly (true | Other | SqsStoreError)[] {
    const successful = new Set(Successful.map(({ Id }) => Id))
    return Array.from({ length: count }, (_, index) => {
      const id = String(index)
      if (successful.has(id)) return true
      return judge(Failed.find(({ Id }) => Id === id) ?? { Code: 'NoAnswer' })
    })
  }

  #failed(action: string, cause: unknown): SqsStoreError {
    const error = failedCall(action, cause)
    this.#onError(error)
    return error
  }

  #failedEntry(action: string, failed: BatchFailure): SqsStoreError {
    const error = failedEntry(action, failed)
    this.#onError(error)
    return error
  }
}
