import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRolePermissions, type RolePermissionsOptions } from './check-role-permissions.ts'
import { buildExecutionRolePolicy } from './execution-role-policy.ts'

const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`
const queue = at('sqs', 'order-failures')
const bucket = 'arn:aws:s3:::order-records'
const key = at('kms', 'key/1')
const roleArn = 'arn:aws:iam::123456789012:role/orders'
const all = [queue, at('sns', 'results'), at('lambda', 'function:audit:live'), at('events', 'event-bus/orders'), bucket]

const check = (options: Partial<RolePermissionsOptions>) =>
  checkRolePermissions({ functionName: 'orders', targets: [queue], policies: [], ...options }).map(
    ({ action, access }) => [action, access],
  )
const statement = (Effect: 'Allow' | 'Deny', Action: string, members: object = { Resource: '*' }) => ({
  Statement: [{ Effect, Action, ...members }],
})

describe('checkRolePermissions', () => {
  it('answers allowed for every target and key of a policy that buildExecutionRolePolicy builds (section 12)', () => {
    const owners = fc.constantFrom({}, { [bucket]: '210987654321' })
    const encrypted = fc.subarray(all).map((arns) => Object.fromEntries(arns.map((arn) => [arn, key])))
    fc.assert(
      fc.property(fc.subarray(all), encrypted, owners, (targets, keys, bucketOwners) => {
        const about = { targets, keys, bucketOwners }
        const policy = buildExecutionRolePolicy(about)
        const found = check({ ...about, policies: [policy] })
        expect(found.filter(([, access]) => access !== 'allowed')).toEqual([])
        expect(found.length).toBeGreaterThanOrEqual(targets.length)
        expect(check({ ...about, policies: [] }).every(([, access]) => access === 'denied')).toBe(true)
      }),
    )
  })

  it('lists what Lambda checks when the settings are stored, then sending, then the key (CFG-14f)', () => {
    const found = checkRolePermissions({
      functionName: 'orders',
      targets: [bucket],
      keys: { [bucket]: key },
      policies: [],
    })
    expect(found).toEqual([
      { target: bucket, action: 's3:ListBucket', resource: bucket, access: 'denied' },
      { target: bucket, action: 's3:PutObject', resource: `${bucket}/aws/lambda/async/orders/`, access: 'denied' },
      { target: bucket, action: 'kms:GenerateDataKey', resource: key, access: 'denied' },
    ])
  })

  it.each([
    { policy: 'an explicit deny', policies: [statement('Allow', 'sqs:*'), statement('Deny', '*')], access: 'denied' },
    {
      policy: 'NotAction that leaves it out',
      policies: [{ Statement: [{ Effect: 'Allow' as const, NotAction: ['s3:*'], Resource: queue }] }],
      access: 'allowed',
    },
    {
      policy: 'NotResource that names it',
      policies: [{ Statement: [{ Effect: 'Allow' as const, Action: '*', NotResource: queue }] }],
      access: 'denied',
    },
    {
      policy: 'a deny of all but its account',
      policies: [
        statement('Allow', 'sqs:*'),
        statement('Deny', '*', {
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:ResourceAccount': '123456789012' } },
        }),
      ],
      access: 'allowed',
    },
    {
      policy: 'a condition on a key without a known value',
      policies: [
        statement('Allow', '*', { Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      ],
      access: 'unknown',
    },
    {
      policy: 'a condition on the function that sends',
      policies: [
        statement('Allow', '*', { Resource: '*', Condition: { ArnLike: { 'lambda:SourceFunctionArn': '*' } } }),
      ],
      access: 'denied',
    },
    {
      policy: 'a condition on the role',
      policies: [statement('Allow', '*', { Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': roleArn } } })],
      access: 'allowed',
    },
    { policy: 'JSON', policies: [JSON.stringify(statement('Allow', 'sqs:SendMessage'))], access: 'allowed' },
  ])('answers $access for $policy', ({ policies, access }) => {
    expect(check({ policies, roleArn })).toEqual([['sqs:SendMessage', access]])
  })

  it('answers unknown for a key that is named by an alias, since policies name keys', () => {
    const keys = { [queue]: at('kms', 'alias/orders') }
    expect(check({ keys, policies: [statement('Allow', 'sqs:*')] })).toEqual([
      ['sqs:SendMessage', 'allowed'],
      ['kms:Decrypt', 'unknown'],
      ['kms:GenerateDataKey', 'unknown'],
    ])
  })

  it('answers unknown for a condition on the owner of a bucket whose owner is not given', () => {
    const policies = [buildExecutionRolePolicy({ targets: [bucket], bucketOwners: { [bucket]: '210987654321' } })]
    expect(check({ targets: [bucket], policies }).map(([, access]) => access)).toEqual(['unknown', 'unknown'])
  })

  it('refuses what is neither a target nor a policy', () => {
    expect(() => check({ targets: [key] })).toThrow(TypeError)
    expect(() => check({ policies: ['{}'] })).toThrow('not a policy: Statement is {}')
  })
})
