import { randomUUID } from 'node:crypto'
import { createSender, DestinationError } from '@async-invoke/destinations/send'
import type {
  AsyncEvent,
  Clock,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  EnqueueResult,
} from '@async-invoke/engine'
import { parseArn, parseFunctionReference } from '@async-invoke/schemas'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Inbox } from './inbox.ts'
import type { Registry } from './registry/registry.ts'

export interface DeliverParts {
  readonly registry: Registry
  readonly clock: Clock
  readonly inbox: Inbox
  readonly sqs: SQSClient | undefined
  /** Queues an event of this runtime. */
  readonly accept: (event: AsyncEvent) => Promise<EnqueueResult>
}

/**
 * Sends records and dead letters where their ARNs say: functions of this runtime get a record as a new event of their own
 * (DST-3), services with an endpoint are sent to, and what has neither is kept in the inbox. What is refused on its way
 * is an error that names the destination.
 */
export function createDeliver(parts: DeliverParts): { deliver: Deliver; deliverDeadLetter: DeliverDeadLetter } {
  const { registry, clock, inbox, sqs, accept } = parts
  const sender = createSender(sqs === undefined ? {} : { sqs })
  const reaches = (destinationArn: string): boolean => parseArn(destinationArn)?.service === 'sqs' && sqs !== undefined

  const keep = (delivery: Delivery | DeadLetterDelivery): void => {
    const { destinationArn, route, requestId, functionArn, condition, traceHeader } = delivery
    const body = 'body' in delivery ? new TextDecoder().decode(delivery.body) : delivery.recordText
    inbox.add({
      ...{ destinationArn, route, requestId, functionArn, condition, body },
      sentAt: new Date(clock.nowMs()).toISOString(),
      ...('attributes' in delivery && { attributes: delivery.attributes }),
      ...(traceHeader !== undefined && { traceHeader }),
    })
  }

  const invokeFunction = async ({ destinationArn, recordText, traceHeader }: Delivery): Promise<void> => {
    const reference = parseFunctionReference(destinationArn)
    if (reference === undefined || registry.find(reference) === undefined)
      throw new DestinationError('refused', destinationArn, `Function not found: ${destinationArn}`)
    const { functionName, qualifier } = reference
    const result = await accept({
      requestId: randomUUID(),
      reference: qualifier === undefined ? { functionName } : { functionName, qualifier },
      payload: new TextEncoder().encode(recordText),
      ...(traceHeader !== undefined && { traceHeader }),
    })
    if (result !== 'accepted')
      throw new DestinationError('refused', destinationArn, `${destinationArn} did not take the record: ${result}`)
  }

  return {
    async deliver(delivery) {
      const { destinationArn, traceHeader, signal } = delivery
      if (parseArn(destinationArn)?.service === 'lambda') return invokeFunction(delivery)
      if (!reaches(destinationArn)) return keep(delivery)
      return sender.send(delivery, { signal, ...(traceHeader !== undefined && { traceHeader }) })
    },

    async deliverDeadLetter(delivery) {
      keep(delivery)
    },
  }
}
