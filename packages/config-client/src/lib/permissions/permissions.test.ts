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

describe('buildExecutionRolePolicy', () => {
  it('allows one action for each kind of target, and two for buckets (section 12)', () => {
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
    // Deliveries carry no lambda:SourceFunctionArn, so a condition on it would deny them.
    expect(JSON.stringify(policy)).not.toContain('Condition')
  })

  it('pins a bucket to its owner if the owner is given', () => {
    const { Statement } = buildExecutionRolePolicy({ targets: [bucket], bucketOwners: { [bucket]: '210987654321' } })
    for (const { Condition } of Statement)
      expect(Condition).toEqual({ StringEquals: { 's3:ResourceAccount': '210987654321' } })
  })

  it('allows fewer actions on the key of a bucket than on the key of a queue', () => {
    const bucketKey = at('kms', 'key/2')
    const keys = { [queue]: key, [bucket]: bucketKey }
    expect(allowed(buildExecutionRolePolicy({ targets: [queue, bucket], keys })).slice(3)).toEqual([
      [['kms:Decrypt', 'kms:GenerateDataKey'], [key]],
      [['kms:GenerateDataKey'], [bucketKey]],
    ])
    const same = { [queue]: key, [bucket]: key }
    expect(allowed(buildExecutionRolePolicy({ targets: [queue, bucket], keys: same })).slice(3)).toHaveLength(1)
  })

  it('refuses an ARN that Lambda does not send to', () => {
    expect(() => buildExecutionRolePolicy({ targets: ['order-failures'] })).toThrow(TypeError)
    expect(() => buildExecutionRolePolicy({ targets: [key] })).toThrow(TypeError)
  })
})

describe('listTargets', () => {
  it('lists the targets of all qualifiers once', () => {
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
})

describe('buildCallerPolicy', () => {
  const arn = at('lambda', 'function:error')

  it('allows invoking exactly the given ARNs, and configuring the function with its qualifiers', () => {
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

  it('lists an action that two tasks need once', () => {
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

  it('refuses anything but function ARNs', () => {
    expect(() => buildCallerPolicy({ functionArns: ['error'], tasks: ['invoke'] })).toThrow(TypeError)
    expect(() => buildCallerPolicy({ functionArns: [queue], tasks: ['invoke'] })).toThrow(TypeError)
  })
})

describe('buildResourcePolicies', () => {
  const theirs = '210987654321'

  it.each([
    { arn: at('sqs', 'audit', theirs), action: 'sqs:SendMessage' },
    { arn: at('sns', 'audit', theirs), action: 'sns:Publish' },
    { arn: at('lambda', 'function:audit', theirs), action: 'lambda:InvokeFunction' },
    { arn: at('events', 'event-bus/audit', theirs), action: 'events:PutEvents' },
  ])('allows the role $action on $arn (CFG-22)', ({ arn, action }) => {
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

  it('covers a bucket and its key if the owner is given', () => {
    const about = { roleArn, targets: [bucket], keys: { [bucket]: key } }
    expect(buildResourcePolicies(about)).toEqual([])
    const policies = buildResourcePolicies({ ...about, bucketOwners: { [bucket]: theirs } })
    expect(policies.map(({ resource, policy }) => [resource, ...allowed(policy)])).toEqual([
      [bucket, [['s3:PutObject'], [`${bucket}/*`]], [['s3:ListBucket'], [bucket]]],
      [key, [['kms:GenerateDataKey'], ['*']]],
    ])
  })

  it('refuses a roleArn that is not the ARN of a role', () => {
    expect(() => buildResourcePolicies({ roleArn: queue, targets: [] })).toThrow(TypeError)
  })
})
