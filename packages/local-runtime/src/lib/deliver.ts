import { randomUUID } from 'node:crypto'
import { createSender, DestinationError } from '@async-invoke/destinations/send'
import type { AsyncEvent, Deliver, EnqueueResult } from '@async-invoke/engine'
import { parseArn, parseFunctionReference } from '@async-invoke/schemas'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Registry } from './registry.ts'

export interface DeliverParts {
  readonly registry: Registry
  readonly sqs: SQSClient | undefined
  /** Queues an event of this runtime. */
  readonly accept: (event: AsyncEvent) => Promise<EnqueueResult>
}

/**
 * Sends a record where its ARN says: functions of this runtime get it as a new event of their own (DST-3), queues
 * through the SQS client. What has no way to go is an error that names the destination, and is never silently kept.
 */
export function createDeliver({ registry, sqs, accept }: DeliverParts): Deliver {
  const sender = createSender(sqs === undefined ? {} : { sqs })
  return async (delivery) => {
    const { destinationArn, recordText, traceHeader, signal } = delivery
    if (parseArn(destinationArn)?.service !== 'lambda')
      return sender.send(delivery, { signal, ...(traceHeader !== undefined && { traceHeader }) })

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
}
