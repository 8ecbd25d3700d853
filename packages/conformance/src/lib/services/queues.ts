import type { ServiceEndpoint } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { callJson } from './calls.ts'

/** A message of SQS. */
export interface QueueMessage {
  readonly body: string
  readonly attributes: Readonly<Record<string, MessageAttribute>>
}

/** An attribute of a message: its type and its value as text. */
export interface MessageAttribute {
  readonly type: string
  readonly value: string
}

/** A queue, and all that it has received. */
export interface WatchedQueue {
  readonly arn: string
  messages(): Promise<readonly QueueMessage[]>
  remove(): Promise<void>
}

/**
 * Creates a queue, and watches it: messages are received, deleted and kept here.
 *
 * @param policy - who may send, where the service asks
 */
export async function createQueue(sqs: ServiceEndpoint, name: string, policy?: object): Promise<WatchedQueue> {
  const call = (operation: string, body: object) => callJson(sqs, `AmazonSQS.${operation}`, '1.0', body)
  const Attributes = policy === undefined ? {} : { Policy: JSON.stringify(policy) }
  const { QueueUrl } = await call('CreateQueue', { QueueName: name, Attributes })
  const { Attributes: given } = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] })
  const arn = memberOf(given, 'QueueArn')
  if (typeof arn !== 'string') throw new NotOffered('sqs GetQueueAttributes answers without QueueArn')
  const kept: QueueMessage[] = []
  let receiving: Promise<void> | undefined
  const receive = async (): Promise<void> => {
    const wanted = { MaxNumberOfMessages: 10, WaitTimeSeconds: 0, MessageAttributeNames: ['All'] }
    const { Messages } = await call('ReceiveMessage', { QueueUrl, ...wanted })
    for (const message of Array.isArray(Messages) ? Messages : []) {
      kept.push(toMessage(message))
      await call('DeleteMessage', { QueueUrl, ReceiptHandle: memberOf(message, 'ReceiptHandle') })
    }
  }
  return {
    arn,
    async messages() {
      receiving ??= receive().finally(() => {
        receiving = undefined
      })
      await receiving
      return kept
    },
    async remove() {
      await call('DeleteQueue', { QueueUrl })
    },
  }
}

function toMessage(message: unknown): QueueMessage {
  const attributes = Object.entries(memberOf(message, 'MessageAttributes') ?? {}).map(([name, attribute]) => [
    name,
    { type: String(memberOf(attribute, 'DataType')), value: String(memberOf(attribute, 'StringValue')) },
  ])
  return { body: String(memberOf(message, 'Body')), attributes: Object.fromEntries(attributes) }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
