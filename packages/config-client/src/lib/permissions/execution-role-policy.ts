import { sendActions } from '@async-invoke/schemas'
import { once, type PolicyDocument, type PolicyStatement, policyDocument } from './policy-document.ts'
import { readTargets, type Target, type Targets } from './targets.ts'

/**
 * The least that a function's execution role needs so that its events reach their destinations and dead-letter queue.
 *
 * A bucket needs `s3:ListBucket` beside `s3:PutObject`: Lambda asks for it when the settings are stored. An encrypted
 * queue or topic needs `kms:GenerateDataKey` and `kms:Decrypt`, a bucket the former. No condition on
 * `lambda:SourceFunctionArn`: deliveries do not carry it, and would be denied. Where a bucket's owner is given, it is
 * pinned by `s3:ResourceAccount`.
 *
 * Throws {@link TypeError} for a target that is no ARN of a service that takes records.
 *
 * @example executionRolePolicy({ targets: ['arn:aws:sqs:us-east-1:123456789012:order-failures'] }).Statement[0]?.Action
 * // ['sqs:SendMessage']
 */
export function executionRolePolicy(about: Targets): PolicyDocument {
  const targets = readTargets(about)
  const sids = { sqs: 'SendToQueues', sns: 'PublishToTopics', lambda: 'InvokeFunctions', events: 'PutOnEventBuses' }
  return policyDocument([
    ...Object.entries(sids).map(([service, Sid]): PolicyStatement => {
      const Resource = once(targets.filter((target) => target.service === service).map(({ arn }) => arn))
      return { Sid, Effect: 'Allow', Action: [sendActions[service] ?? ''], Resource }
    }),
    ...bucketStatements(targets.filter(({ service }) => service === 's3')),
    ...keyStatements(targets),
  ])
}

/** Objects by one action, the listing on the bucket itself by the other; buckets of one owner together. */
function bucketStatements(buckets: readonly Target[]): readonly PolicyStatement[] {
  const owners = [...new Set(buckets.map(({ owner }) => owner))]
  return owners.flatMap((owner) => {
    const arns = buckets.filter((bucket) => bucket.owner === owner).map(({ arn }) => arn)
    const of = owner === undefined ? '' : `Of${owner}`
    const pinned = owner === undefined ? {} : { Condition: { StringEquals: { 's3:ResourceAccount': owner } } }
    const objects = arns.map((arn) => `${arn}/*`)
    return [
      { Sid: `WriteToBuckets${of}`, Effect: 'Allow', Action: ['s3:PutObject'], Resource: objects, ...pinned },
      { Sid: `ListBuckets${of}`, Effect: 'Allow', Action: ['s3:ListBucket'], Resource: arns, ...pinned },
    ]
  })
}

function keyStatements(targets: readonly Target[]): readonly PolicyStatement[] {
  const keysOf = (buckets: boolean) =>
    once(targets.flatMap(({ key, service }) => (key !== undefined && (service === 's3') === buckets ? [key] : [])))
  const both = keysOf(false)
  return [
    {
      Sid: 'UseKeysOfQueuesAndTopics',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: both,
    },
    {
      Sid: 'UseKeysOfBuckets',
      Effect: 'Allow',
      Action: ['kms:GenerateDataKey'],
      Resource: keysOf(true).filter((key) => !both.includes(key)),
    },
  ]
}
