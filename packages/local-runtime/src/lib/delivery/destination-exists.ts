import { type Arn, type FunctionHome, parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { readTarget, type TargetKind } from '@async-invoke/schemas/target'
import type { Registry } from '../registry/registry.ts'
import type { ServiceClients } from '../service-clients.ts'

/** Resolves to whether a destination exists. One that cannot be checked counts as existing. */
export type DestinationExists = (destinationArn: string) => Promise<boolean>

/**
 * Checks functions in this runtime's registry, and queues, topics (CFG-14a, CFG-18) and buckets at their endpoints,
 * where these are configured. Buckets are checked because Lambda requires `ListBucket`, which a missing bucket cannot
 * grant; event buses are not checked (CFG-17).
 */
export function createDestinationExists(
  registry: Registry,
  home: FunctionHome,
  { sqs, sns, s3 }: ServiceClients,
): DestinationExists {
  const lookUps: Readonly<Record<TargetKind, (arn: Arn, destinationArn: string) => Promise<boolean>>> = {
    sqs: ({ resource, accountId }) =>
      exists(sqs?.getQueueUrl({ QueueName: resource, QueueOwnerAWSAccountId: accountId }), 'QueueDoesNotExist'),
    sns: (_, TopicArn) => exists(sns?.getTopicAttributes({ TopicArn }), 'NotFoundException'),
    lambda: async ({ accountId }, destinationArn) => {
      const reference = parseFunctionReference(destinationArn)
      return accountId !== home.accountId || (reference !== undefined && registry.find(reference) !== undefined)
    },
    eventbridge: async () => true,
    s3: ({ resource }) => exists(s3?.headBucket({ Bucket: resource }), 'NotFound'),
  }
  return async (destinationArn) => {
    const target = readTarget(destinationArn)
    return 'reason' in target || lookUps[target.kind](target.arn, destinationArn)
  }
}

/** Only the service's own "not found" counts: an unreachable service says nothing about its resources. */
async function exists(lookUp: Promise<unknown> | undefined, missing: string): Promise<boolean> {
  try {
    await lookUp
    return true
  } catch (error) {
    return !(error instanceof Error && error.name === missing)
  }
}
