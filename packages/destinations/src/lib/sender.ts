import { parseArn } from '@async-invoke/schemas/function-reference'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { DestinationError } from './destination-error.ts'
import type { OutgoingRecord } from './outgoing-record.ts'
import { createSqsDelivery } from './send-to-sqs.ts'

/** The clients to send with, each optional: a destination without one is refused with `no-client`. */
export interface SenderClients {
  readonly sqs?: SQSClient
}

export interface SendOptions {
  /** The event's trace header, sent along as Lambda does: as the system attribute `AWSTraceHeader`. */
  readonly traceHeader?: string
  readonly signal?: AbortSignal
}

export interface Sender {
  /** Sends one record to the destination its ARN names. Rejects with {@link DestinationError}, and with nothing else. */
  send(record: OutgoingRecord, options?: SendOptions): Promise<void>
}

/**
 * Sends finished records to the destinations that their ARNs name, through AWS SDK clients of yours. Retries are the
 * clients' own.
 *
 * @example
 * const sender = createSender({ sqs: new SQSClient({}) })
 * await sender.send({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: queueArn })
 */
export function createSender({ sqs }: SenderClients): Sender {
  const sendToSqs = sqs === undefined ? undefined : createSqsDelivery(sqs)

  return {
    async send({ recordText, destinationArn }, { traceHeader, signal } = {}) {
      const target = parseArn(destinationArn)
      if (target?.service !== 'sqs')
        throw new DestinationError('unsupported-destination', destinationArn, `cannot send to ${destinationArn}`)
      if (sendToSqs === undefined)
        throw new DestinationError('no-client', destinationArn, `no SQS client to send to ${destinationArn} with`)
      try {
        await sendToSqs({ recordText, queue: target, traceHeader, signal })
      } catch (cause) {
        const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
        throw new DestinationError('refused', destinationArn, `${destinationArn} did not take the record: ${reason}`, {
          cause,
        })
      }
    },
  }
}
