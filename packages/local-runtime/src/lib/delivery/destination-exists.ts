import { type FunctionHome, parseArn, parseFunctionReference } from '@async-invoke/schemas'
import { HeadBucketCommand, NotFound } from '@aws-sdk/client-s3'
import { GetTopicAttributesCommand, NotFoundException } from '@aws-sdk/client-sns'
import { GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs'
import type { Registry } from '../registry/registry.ts'
import type { ServiceClients } from '../service-clients.ts'

/** Whether a destination is there, as far as this runtime can see; what it cannot see is taken to be there. */
export type DestinationExists = (destinationArn: string) => Promise<boolean>

/**
 * Looks at functions of this runtime and, where endpoints are configured, at queues and topics (CFG-14a, CFG-18), and at
 * buckets, which cannot be listed when they are not there. An event bus is not looked at (CFG-17).
 */
export function createDestinationExists(
  registry: Registry,
  home: FunctionHome,
  { sqs, sns, s3 }: ServiceClients,
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
      if (target?.service === 's3') await s3?.send(new HeadBucketCommand({ Bucket: target.resource }))
      return true
    } catch (error) {
      // A service that cannot be reached proves nothing about the queue, topic or bucket.
      return ![QueueDoesNotExist, NotFoundException, NotFound].some((missing) => error instanceof missing)
    }
  }
}
