import type { TargetKind } from '@async-invoke/schemas/target'
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { S3Client } from '@aws-sdk/client-s3'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { eventBridgeDestination } from '../eventbridge/destination.ts'
import { lambdaDestination } from '../lambda/destination.ts'
import { s3Destination } from '../s3/destination.ts'
import type { SizeOptions } from '../size/size-decision.ts'
import { snsDestination } from '../sns/destination.ts'
import { sqsDestination } from '../sqs/destination.ts'
import { type Entry, readEntry } from './entry.ts'
import type { Outgoing } from './outgoing.ts'
import { createRoute, type Route, type RouteOptions } from './route.ts'
import { failed, type SendResult } from './send-result.ts'
import { waitOnTimer } from './wait-on-timer.ts'

/** SDK clients to send with. Sending to a service without a client fails with `no-client`. */
export interface SenderClients {
  readonly sqs?: SQSClient
  readonly sns?: SNSClient
  readonly lambda?: LambdaClient
  readonly eventBridge?: EventBridgeClient
  readonly s3?: S3Client
}

/** Options of {@link createSender}. */
export interface SenderOptions extends SizeOptions {
  /**
   * Maximum number of requests for one entry of a batch, as long as the service calls its failure retriable.
   *
   * @defaultValue 3
   */
  readonly maxAttempts?: number
  /**
   * Waits before an entry is retried. Must reject if the signal aborts.
   *
   * @defaultValue a timer
   */
  readonly wait?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
  /**
   * Generates the UUID in the key of an S3 object.
   *
   * @defaultValue `crypto.randomUUID`
   */
  readonly uuid?: () => string
}

/** Options of a single call. */
export interface SendOptions {
  /** Aborts lookups, requests and waits; the call then fails with `aborted`. */
  readonly signal?: AbortSignal
}

/** Sends records and dead letters to their targets. */
export interface Sender {
  /**
   * Sends one record or dead letter.
   *
   * @throws {@link DestinationError} if it was not sent, and no other error.
   */
  send(outgoing: Outgoing, options?: SendOptions): Promise<void>
  /**
   * Sends many in as few requests as the services allow; the messages are the same as those of `send`. Never rejects.
   *
   * @returns one result for each, in order.
   */
  sendAll(items: readonly Outgoing[], options?: SendOptions): Promise<readonly SendResult[]>
}

/**
 * Creates a sender of finished records and dead letters over your AWS SDK clients. The target follows from the ARN.
 *
 * The clients retry requests, as you configured them. The sender retries entries of a batch that the service calls
 * retriable.
 *
 * @throws `RangeError` if `maxAttempts` is not a whole number of at least 1.
 * @example
 * ```ts
 * const sender = createSender({ sqs: new SQSClient({}), sns: new SNSClient({}) })
 * await sender.send({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: queueArn })
 * ```
 */
export function createSender(clients: SenderClients, options: SenderOptions = {}): Sender {
  const { maxAttempts = 3, wait = waitOnTimer, uuid = () => crypto.randomUUID(), ...sizes } = options
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1)
    throw new RangeError(`maxAttempts must be a whole number of at least 1, not ${maxAttempts}`)
  const routes = routesOf(clients, { maxAttempts, wait, uuid, sizes })

  const sendAll: Sender['sendAll'] = async (items, { signal } = {}) => {
    const results: SendResult[] = []
    const byKind = new Map<TargetKind, RoutedEntry[]>()
    for (const [index, outgoing] of items.entries()) {
      const entry = readEntry(outgoing)
      if ('status' in entry) {
        results[index] = entry
        continue
      }
      const { kind } = entry.target
      const entries = byKind.get(kind)
      if (entries === undefined) byKind.set(kind, [{ index, ...entry }])
      else entries.push({ index, ...entry })
    }
    await Promise.all(
      [...byKind].map(async ([kind, entries]) => {
        const sent = await routes[kind]?.(entries, signal)
        for (const [position, { index, outgoing }] of entries.entries())
          results[index] = sent?.[position] ?? withoutClient(outgoing)
      }),
    )
    return results
  }

  return {
    sendAll,
    async send(outgoing, sendOptions) {
      const [result] = await sendAll([outgoing], sendOptions)
      if (result?.status === 'failed') throw result.error
    },
  }
}

/** Creates a route for each kind of target that has a client. */
function routesOf(
  { sqs, sns, lambda, eventBridge, s3 }: SenderClients,
  options: RouteOptions,
): { readonly [Kind in TargetKind]: Route | undefined } {
  return {
    sqs: sqs && createRoute({ kind: 'sqs', destination: sqsDestination, client: sqs }, options),
    sns: sns && createRoute({ kind: 'sns', destination: snsDestination, client: sns }, options),
    lambda: lambda && createRoute({ kind: 'lambda', destination: lambdaDestination, client: lambda }, options),
    eventbridge:
      eventBridge &&
      createRoute({ kind: 'eventbridge', destination: eventBridgeDestination, client: eventBridge }, options),
    s3: s3 && createRoute({ kind: 's3', destination: s3Destination, client: s3 }, options),
  }
}

interface RoutedEntry extends Entry {
  /** Position of the item in the call of `sendAll`. */
  readonly index: number
}

function withoutClient({ destinationArn }: Outgoing): SendResult {
  return failed('no-client', destinationArn, `the sender has no client for ${destinationArn}`)
}
