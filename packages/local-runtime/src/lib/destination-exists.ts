import { type FunctionHome, parseArn, parseFunctionReference } from '@async-invoke/schemas'
import { GetTopicAttributesCommand, NotFoundException } from '@aws-sdk/client-sns'
import { GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs'
import type { Registry } from './registry/registry.ts'
import type { ServiceClients } from './service-clients.ts'

/** Whether a destination is there, as far as this runtime can see; what it cannot see is taken to be there. */
export type DestinationExists = (destinationArn: string) => Promise<boolean>

/** Looks at functions of this runtime and, where endpoints are configured, at queues and topics (CFG-14a, CFG-18). */
export function createDestinationExists(
  registry: Registry,
  home: FunctionHome,
  { sqs, sns }: ServiceClients,
): DestinationExists {
  return async (destinationArn) => {
    const target = parseArn(destinationArn)
    if (target?.service === 'lambda') {
      const reference = parseFunctionReference(destinationArn)
      return target.accountId !== home.accountId || (reference !== undefined && registry.find(reference) !== undefined)
    }
    try {
      if (target?.service === 'sqs')
        await sqs?.send(
          new GetQueueUrlCommand({ QueueName: target.resource, QueueOwnerAWSAccountId: target.accountId }),
        )
      if (target?.service === 'sns') await sns?.send(new GetTopicAttributesCommand({ TopicArn: destinationArn }))
      return true
    } catch (error) {
      // A service that cannot be reached proves nothing about the queue or topic.
      return !(error instanceof QueueDoesNotExist || error instanceof NotFoundException)
    }
  }
}
