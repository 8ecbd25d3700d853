import { describe, expect, it } from 'vitest'
import { buildCallerPolicy } from './caller-policy.ts'
import { buildExecutionRolePolicy } from './execution-role-policy.ts'
import { buildResourcePolicies } from './resource-policies.ts'
import { listTargets } from './targets.ts'

const at = (service: string, name: string, account = '123456789012') =>
  `arn:aws:${service}:us-east-1:${account}:${name}`
const queue = at('sqs', 'order-failures')
const topic = at('sns', 'order-results')
const target = at('lambda', 'function:audit:live')
const bus = at('events', 'event-bus/orders')
const bucket = 'arn:aws:s3:::order-records'
const key = at('kms', 'key/1')
const roleArn = 'arn:aws:iam::123456789012:role/orders'

const allowed = ({
  Statement,
}: {
  readonly Statement: readonly { Action: readonly string[]; Resource: readonly string[] }[]
}) => Statement.map(({ Action, Resource }) => [Action, Resource])

describe("the execution role's policy", () => {
  it('allows one action for each kind of target, and two for buckets', () => {
    const policy = buildExecutionRolePolicy({ targets: [queue, topic, target, bus, bucket, queue] })
    expect(allowed(policy)).toEqual([
      [['sqs:SendMessage'], [queue]],
      [['sns:Publish'], [topic]],
      [['lambda:InvokeFunction'], [target]],
      [['events:PutEvents'], [bus]],
      [['s3:PutObject'], [`${bucket}/*`]],
      [['s3:ListBucket'], [bucket]],
    ])
    expect(policy.Version).toBe('2012-10-17')
    expect(new Set(policy.Statement.map(({ Sid }) => Sid)).size).toBe(6)
    // Deliveries carry no lambda:SourceFunctionArn: a condition on it would deny them.
    expect(JSON.stringify(policy)).not.toContain('Condition')
  })

  it('pins buckets to their owner where that is known', () => {
    const { Statement } = buildExecutionRolePolicy({ targets: [bucket], bucketOwners: { [bucket]: '210987654321' } })
    for (const { Condition } of Statement)
      expect(Condition).toEqual({ StringEquals: { 's3:ResourceAccount': '210987654321' } })
  })

  it('asks less of the key of a bucket than of the key of a queue', () => {
    const bucketKey = at('kms', 'key/2')
    const keys = { [queue]: key, [bucket]: bucketKey }
    expect(allowed(buildExecutionRolePolicy({ targets: [queue, bucket], keys })).slice(3)).toEqual([
      [['kms:Decrypt', 'kms:GenerateDataKey'], [key]],
      [['kms:GenerateDataKey'], [bucketKey]],
    ])
    const same = { [queue]: key, [bucket]: key }
    expect(allowed(buildExecutionRolePolicy({ targets: [queue, bucket], keys: same })).slice(3)).toHaveLength(1)
  })

  it('is for what a desired state names, over all qualifiers', () => {
    const side = (Destination: string | null) => ({ Destination })
    const targets = listTargets({
      DeadLetterConfig: { TargetArn: topic },
      EventInvokeConfigs: {
        $LATEST: null,
        1: { DestinationConfig: { OnFailure: side(queue), OnSuccess: side(null) } },
        live: { DestinationConfig: { OnSuccess: side(bus), OnFailure: side(queue) } },
      },
    })
    expect(targets).toEqual([bus, topic, queue])
  })

  it('takes no target that cannot be one', () => {
    expect(() => buildExecutionRolePolicy({ targets: ['order-failures'] })).toThrow(TypeError)
    expect(() => buildExecutionRolePolicy({ targets: [key] })).toThrow(TypeError)
  })
})

describe("a caller's policy", () => {
  const arn = at('lambda', 'function:error')

  it('allows to invoke exactly what is named, and to configure the function with its qualifiers', () => {
    const policy = buildCallerPolicy({ functionArns: [`${arn}:live`], tasks: ['invoke', 'write-settings'] })
    expect(allowed(policy)).toEqual([
      [['lambda:InvokeFunction'], [`${arn}:live`]],
      [
        [
          'lambda:DeleteFunctionEventInvokeConfig',
          'lambda:PutFunctionEventInvokeConfig',
          'lambda:UpdateFunctionEventInvokeConfig',
        ],
        [arn, `${arn}:*`],
      ],
    ])
  })

  it('names an action once that two tasks need', () => {
    const [statement, ...others] = buildCallerPolicy({
      functionArns: [arn],
      tasks: ['read-settings', 'read-setup'],
    }).Statement
    expect(others).toEqual([])
    expect(statement?.Action).toEqual([
      'lambda:GetFunctionEventInvokeConfig',
      'lambda:ListAliases',
      'lambda:ListFunctionEventInvokeConfigs',
      'lambda:ListVersionsByFunction',
    ])
  })

  it('takes ARNs only', () => {
    expect(() => buildCallerPolicy({ functionArns: ['error'], tasks: ['invoke'] })).toThrow(TypeError)
    expect(() => buildCallerPolicy({ functionArns: [queue], tasks: ['invoke'] })).toThrow(TypeError)
  })
})

describe('the policies that other accounts attach (CFG-22)', () => {
  const theirs = '210987654321'

  it.each([
    [at('sqs', 'audit', theirs), 'sqs:SendMessage'],
    [at('sns', 'audit', theirs), 'sns:Publish'],
    [at('lambda', 'function:audit', theirs), 'lambda:InvokeFunction'],
    [at('events', 'event-bus/audit', theirs), 'events:PutEvents'],
  ])('%s lets the role in', (arn, action) => {
    expect(buildResourcePolicies({ roleArn, targets: [queue, arn] })).toEqual([
      {
        resource: arn,
        accountId: theirs,
        policy: {
          Version: '2012-10-17',
          Statement: [
            { Sid: 'SendRecords', Effect: 'Allow', Principal: { AWS: roleArn }, Action: [action], Resource: [arn] },
          ],
        },
      },
    ])
  })

  it('a bucket and its key, where the owner is told', () => {
    const about = { roleArn, targets: [bucket], keys: { [bucket]: key } }
    expect(buildResourcePolicies(about)).toEqual([])
    const policies = buildResourcePolicies({ ...about, bucketOwners: { [bucket]: theirs } })
    expect(policies.map(({ resource, policy }) => [resource, ...allowed(policy)])).toEqual([
      [bucket, [['s3:PutObject'], [`${bucket}/*`]], [['s3:ListBucket'], [bucket]]],
      [key, [['kms:GenerateDataKey'], ['*']]],
    ])
  })

  it('takes no role that is none', () => {
    expect(() => buildResourcePolicies({ roleArn: queue, targets: [] })).toThrow(TypeError)
  })
})
