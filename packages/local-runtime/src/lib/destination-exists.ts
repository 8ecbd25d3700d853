import { type FunctionHome, parseArn, parseFunctionReference } from '@async-invoke/schemas'
import { GetQueueUrlCommand, QueueDoesNotExist, type SQSClient } from '@aws-sdk/client-sqs'
import type { Registry } from './registry.ts'

/** Whether a destination is there, as far as this runtime can see; what it cannot see is taken to be there. */
export type DestinationExists = (destinationArn: string) => Promise<boolean>

/** Looks at functions of this runtime and, where an SQS endpoint is configured, at its queues (CFG-14a, CFG-18). */
export function createDestinationExists(
  registry: Registry,
  home: FunctionHome,
  sqs: SQSClient | undefined,
): DestinationExists {
  return async (destinationArn) => {
    const target = parseArn(destinationArn)
    if (target?.service === 'lambda') {
      const reference = parseFunctionReference(destinationArn)
      return target.accountId !== home.accountId || (reference !== undefined && registry.find(reference) !== undefined)
    }
    if (target?.service !== 'sqs' || sqs === undefined) return true
    try {
      await sqs.send(new GetQueueUrlCommand({ QueueName: target.resource, QueueOwnerAWSAccountId: target.accountId }))
      return true
    } catch (error) {
      // A service that cannot be reached proves nothing about the queue.
      return !(error instanceof QueueDoesNotExist)
    }
  }
}
