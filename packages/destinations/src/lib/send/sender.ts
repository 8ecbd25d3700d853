import { type FunctionReference, parseArn } from '@async-invoke/schemas/function-reference'
import { describeRefusedTarget, readTarget, type TargetKind, type TargetUse } from '@async-invoke/schemas/target'
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
import type { DestinationError } from './destination-error.ts'
import { isDeadLetter, type Outgoing } from './outgoing.ts'
import type { Entry } from './prepare.ts'
import { createRoute, type Route, type RouteOptions } from './route.ts'
import { failed, type SendResult } from './send-result.ts'
import { waitOnTimer } from './wait-on-timer.ts'

/** The clients to send with, each optional: a destination without one is refused with `no-client`. */
export interface SenderClients {
  readonly sqs?: SQSClient
  readonly sns?: SNSClient
  readonly lambda?: LambdaClient
  readonly eventBridge?: EventBridgeClient
  readonly s3?: S3Client
}

export interface SenderOptions extends SizeOptions {
  /** Requests that one entry of a batch is part of at most, while the service calls its failure retriable; 3. */
  readonly maxAttempts?: number
  /** Waits before an entry is sent again; a timer. Rejects when the signal comes first. */
  readonly wait?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
  /** Makes the uuid in the key of an S3 object; `crypto.randomUUID`. */
  readonly uuid?: () => string
}

export interface SendOptions {
  readonly signal?: AbortSignal
}

export interface Sender {
  /**
   * Sends one record or dead letter to the target its ARN names. Rejects with {@link DestinationError}, and with
   * nothing else.
   */
  send(outgoing: Outgoing, options?: SendOptions): Promise<void>
  /**
   * Sends many, in as few requests as their services allow; what arrives is what `send` would have sent. One result for
   * each, in their order. Never rejects.
   */
  sendAll(items: readonly Outgoing[], options?: SendOptions): Promise<readonly SendResult[]>
}

/**
 * Sends finished records and dead letters to the targets that their ARNs name, through AWS SDK clients of yours.
 *
 * Requests are retried by the clients; entries of a batch that their service calls retriable, by the sender.
 *
 * @example
 * const sender = createSender({ sqs: new SQSClient({}), sns: new SNSClient({}) })
 * await sender.send({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: queueArn })
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
      const { destinationArn, functionArn } = outgoing
      const purpose = { owner: ownerIn(functionArn), use: useOf(outgoing) }
      const target = readTarget(destinationArn, purpose)
      if ('reason' in target) {
        const message = describeRefusedTarget(destinationArn, target, purpose)
        results[index] = failed('unsupported-destination', destinationArn, message)
        continue
      }
      const entries = byKind.get(target.kind)
      if (entries === undefined) byKind.set(target.kind, [{ index, outgoing, target }])
      else entries.push({ index, outgoing, target })
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

/** A route for each kind of target that has a client. */
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
  /** Its place among all that are sent. */
  readonly index: number
}

/** The function that an ARN names, in any region; where it is no ARN, region and self are not compared. */
function ownerIn(functionArn: string): Partial<FunctionReference> | undefined {
  const arn = parseArn(functionArn)
  const [, functionName = ''] = arn?.resource.split(':') ?? []
  return arn && { region: arn.region, accountId: arn.accountId, functionName }
}

function withoutClient({ destinationArn }: Outgoing): SendResult {
  return failed('no-client', destinationArn, `no client was given to send to ${destinationArn} with`)
}

function useOf(outgoing: Outgoing): TargetUse {
  if (isDeadLetter(outgoing)) return 'DeadLetter'
  return outgoing.condition === 'Success' ? 'OnSuccess' : 'OnFailure'
}
