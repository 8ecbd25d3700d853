import { type TargetKind, targetKinds, targets } from '@async-invoke/schemas'
import { once, type PolicyDocument, type PolicyStatement, policyDocument } from './policy-document.ts'
import { type KnownTarget, type PolicyTargets, readTargets } from './targets.ts'

/**
 * The least that a function's execution role needs so that its events reach their destinations and dead-letter queue.
 *
 * A bucket needs `s3:ListBucket` beside `s3:PutObject`: Lambda asks for it when the settings are stored. An encrypted
 * queue or topic needs `kms:GenerateDataKey` and `kms:Decrypt`, a bucket the former. No condition on
 * `lambda:SourceFunctionArn`: deliveries do not carry it, and would be denied. Where a bucket's owner is given, it is
 * pinned by `s3:ResourceAccount`.
 *
 * Throws {@link TypeError} for an ARN that Lambda does not send to.
 *
 * @example buildExecutionRolePolicy({ targets: ['arn:aws:sqs:us-east-1:123456789012:order-failures'] }).Statement[0]?.Action
 * // ['sqs:SendMessage']
 */
export function buildExecutionRolePolicy(about: PolicyTargets): PolicyDocument {
  const known = readTargets(about)
  return policyDocument([...targetKinds.flatMap((kind) => statements[kind](known)), ...keyStatements(known)])
}

const statements: Readonly<Record<TargetKind, (known: readonly KnownTarget[]) => readonly PolicyStatement[]>> = {
  sqs: (known) => [sending('SendToQueues', 'sqs', known)],
  sns: (known) => [sending('PublishToTopics', 'sns', known)],
  lambda: (known) => [sending('InvokeFunctions', 'lambda', known)],
  eventbridge: (known) => [sending('PutOnEventBuses', 'eventbridge', known)],
  s3: (known) => bucketStatements(known.filter(({ kind }) => kind === 's3')),
}

function sending(Sid: string, kind: TargetKind, known: readonly KnownTarget[]): PolicyStatement {
  const Resource = once(known.filter((target) => target.kind === kind).map(({ arn }) => arn))
  return { Sid, Effect: 'Allow', Action: [targets[kind].sendAction], Resource }
}

/** Objects by one action, the listing on the bucket itself by the other; buckets of one owner together. */
function bucketStatements(buckets: readonly KnownTarget[]): readonly PolicyStatement[] {
  const owners = [...new Set(buckets.map(({ owner }) => owner))]
  const { sendAction, configureActions } = targets.s3
  return owners.flatMap((owner) => {
    const arns = buckets.filter((bucket) => bucket.owner === owner).map(({ arn }) => arn)
    const of = owner === undefined ? '' : `Of${owner}`
    const pinned = owner === undefined ? {} : { Condition: { StringEquals: { 's3:ResourceAccount': owner } } }
    const objects = arns.map((arn) => `${arn}/*`)
    return [
      { Sid: `WriteToBuckets${of}`, Effect: 'Allow', Action: [sendAction], Resource: objects, ...pinned },
      { Sid: `ListBuckets${of}`, Effect: 'Allow', Action: configureActions, Resource: arns, ...pinned },
    ]
  })
}

function keyStatements(known: readonly KnownTarget[]): readonly PolicyStatement[] {
  const keysOf = (buckets: boolean) =>
    once(known.flatMap(({ key, kind }) => (key !== undefined && (kind === 's3') === buckets ? [key] : [])))
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
