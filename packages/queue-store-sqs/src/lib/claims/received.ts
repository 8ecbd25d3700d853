import type { Message } from '@aws-sdk/client-sqs'
import { type ReadMessage, readMessage } from '../messages/message.ts'
import type { SqsQueue } from '../queues/sqs-queue.ts'

/** Lane of messages that this package did not write. */
export const foreignLane = 'sqs:foreign'

/** A message under its lease, not handed out yet. */
export interface Received {
  readonly queue: SqsQueue
  readonly receipt: string
  /** A message of another sender is damaged, with its text as the body. */
  readonly message: ReadMessage
  /** How often SQS has handed the message out. */
  readonly receives: number
  readonly sinceMs: number
  /** End of the lease. */
  untilMs: number
}

export function received(queue: SqsQueue, message: Message, sinceMs: number, leaseSeconds: number): Received {
  const { Body = '', MessageId = '', ReceiptHandle = '', Attributes = {} } = message
  const foreign = { lane: foreignLane, deliveries: 0, state: new Uint8Array(), isDamaged: true }
  return {
    queue,
    receipt: ReceiptHandle,
    message: readMessage(Body) ?? { id: `sqs-message:${MessageId}`, ...foreign, body: Buffer.from(Body) },
    receives: Number(Attributes.ApproximateReceiveCount ?? 1),
    sinceMs,
    untilMs: sinceMs + leaseSeconds * 1_000,
  }
}

/** How often the item has been handed out, this time included. */
export function deliveriesOf({ message, receives }: Received): number {
  return message.deliveries + Math.max(1, receives)
}
