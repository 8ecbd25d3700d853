import type { Clock, QueueStore, SettleResult } from '@async-invoke/engine'
import type { S3Client } from '@aws-sdk/client-s3'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { SqsStoreError } from './store-error.ts'

export interface SqsStoreOptions {
  /** Client of the queues. The store does not destroy it. */
  readonly client: SQSClient
  /**
   * URL of a standard queue without a redrive policy, or of several queues, which all users of the items name in the same
   * order. The queues belong to the store: a message of another sender is a damaged item.
   */
  readonly queueUrl: string | readonly string[]
  /**
   * How many of several queues the items of one lane use, drawn by the lane's name: a lane with many items delays only those
   * that share its queues.
   *
   * @defaultValue `2`
   */
  readonly queuesPerLane?: number
  /**
   * Where to keep bodies that fit into no message.
   *
   * @defaultValue nowhere: such an item is `too-large`
   */
  readonly bodies?: BodyBucket
  /**
   * True to send each lane as a message group, by which SQS keeps the queue fair between lanes.
   *
   * @defaultValue `true`
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
   */
  readonly fairQueues?: boolean
  /**
   * How long one call waits for messages, in milliseconds: whole seconds, at most 20,000. With 0, calls do not wait, and may
   * miss messages.
   *
   * @defaultValue `20_000`
   */
  readonly pollMs?: number
  /**
   * How long a message, a deletion or a renewal waits for others to share its call, in milliseconds.
   *
   * @defaultValue `10`
   */
  readonly lingerMs?: number
  /** Called for each call of SQS or S3 that fails, also where the store rejects or answers `unavailable` because of it. */
  readonly onError?: (error: SqsStoreError) => void
  /**
   * Clock of a test, for the ends of leases.
   *
   * @defaultValue the clock of the process
   */
  readonly clock?: Pick<Clock, 'nowMs'>
}

/** A bucket for bodies. */
export interface BodyBucket {
  /** Client of the bucket. The store does not destroy it. */
  readonly client: S3Client
  readonly bucket: string
  /**
   * Beginning of the objects' keys, for the bucket's lifecycle rule.
   *
   * @defaultValue `async-invoke/`
   */
  readonly prefix?: string
}

/** A queue store on Amazon SQS, for any number of processes. */
export interface SqsStore extends QueueStore {
  /** Extends leases to `leaseMs` from now, in milliseconds. SQS ends every lease 12 hours after the message was received. */
  extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]>
}
