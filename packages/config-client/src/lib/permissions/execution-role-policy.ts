import { type TargetKind, targetKinds, targets } from '@async-invoke/schemas'
import { createPolicy, type PolicyDocument, type PolicyStatement, sortedUnique } from './policy-document.ts'
import { type KnownTarget, type PolicyTargets, readTargets } from './targets.ts'

/**
 * Builds the least-privilege policy that lets a function's execution role send to its destinations and dead-letter
 * queue (section 12).
 *
 * Buckets need `s3:ListBucket` as well as `s3:PutObject`, because Lambda checks for it when the settings are stored.
 * Encrypted queues and topics need `kms:GenerateDataKey` and `kms:Decrypt`, encrypted buckets only the former. The
 * policy has no condition on `lambda:SourceFunctionArn`: deliveries do not carry that key, so the condition would deny
 * them. A bucket whose owner is given is pinned to it by `s3:ResourceAccount`.
 *
 * @throws {@link TypeError} if Lambda does not send to one of the ARNs.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @example
 * ```ts
 * buildExecutionRolePolicy({ targets: ['arn:aws:sqs:us-east-1:123456789012:order-failures'] }).Statement[0]?.Action
 * // ['sqs:SendMessage']
 * ```
 */
export function buildExecutionRolePolicy(about: PolicyTargets): PolicyDocument {
  const known = readTargets(about)
  return createPolicy([...targetKinds.flatMap((kind) => statements[kind](known)), ...keyStatements(known)])
}

const statements: Readonly<Record<TargetKind, (known: readonly KnownTarget[]) => readonly PolicyStatement[]>> = {
  sqs: (known) => [sending('SendToQueues', 'sqs', known)],
  sns: (known) => [sending('PublishToTopics', 'sns', known)],
  lambda: (known) => [sending('InvokeFunctions', 'lambda', known)],
  eventbridge: (known) => [sending('PutOnEventBuses', 'eventbridge', known)],
  s3: (known) => bucketStatements(known.filter(({ kind }) => kind === 's3')),
}

function sending(Sid: string, kind: TargetKind, known: readonly KnownTarget[]): PolicyStatement {
  const Resource = sortedUnique(known.filter((target) => target.kind === kind).map(({ arn }) => arn))
  return { Sid, Effect: 'Allow', Action: [targets[kind].sendAction], Resource }
}

/** One statement for the objects and one for the buckets themselves, per owner. */
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
    sortedUnique(known.flatMap(({ key, kind }) => (key !== undefined && (kind === 's3') === buckets ? [key] : [])))
  const both = keysOf(false)
  return [
    { Sid: 'UseKeysOfQueuesAndTopics', Effect: 'Allow', Action: targets.sqs.keyActions, Resource: both },
    {
      Sid: 'UseKeysOfBuckets',
      Effect: 'Allow',
      Action: targets.s3.keyActions,
      Resource: keysOf(true).filter((key) => !both.includes(key)),
    },
  ]
}
