import { describe, expect, it } from 'vitest'
import type { AccessContext } from './condition.ts'
import { type Access, decideAccess } from './decide-access.ts'
import { parseRolePolicy, type RolePolicyStatement } from './policy-document.ts'
import { deliveryContext } from './target-permissions.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const variable = queue.replace('us-east-1', `$\{aws:RequestedRegion}`)
const decide = (statements: readonly RolePolicyStatement[], known: AccessContext = {}): Access => {
  const context = { ...deliveryContext, ...known }
  return decideAccess([{ Statement: statements }], { action: 'sqs:SendMessage', resource: queue, context })
}
const allow = (members: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({
  ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue },
  ...members,
})
const deny = (members: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({
  ...allow(members),
  Effect: 'Deny',
})

describe('decideAccess', () => {
  it.each<{ policy: string; statements: readonly RolePolicyStatement[]; access: Access }>([
    { policy: 'no statement', statements: [], access: 'denied' },
    { policy: 'the exact action and resource', statements: [allow()], access: 'allowed' },
    { policy: 'the action in another case', statements: [allow({ Action: 'SQS:sendmessage' })], access: 'allowed' },
    {
      policy: 'a list with a matching pattern',
      statements: [allow({ Action: ['sns:Publish', 'sqs:Send*'], Resource: ['arn:aws:sqs:*:*:order-?ailures'] })],
      access: 'allowed',
    },
    { policy: 'wildcards alone', statements: [allow({ Action: '*', Resource: '*' })], access: 'allowed' },
    { policy: 'another action', statements: [allow({ Action: 'sqs:SendMessageBatch' })], access: 'denied' },
    { policy: 'a prefix of the action', statements: [allow({ Action: 'sqs:Send' })], access: 'denied' },
    { policy: 'another queue', statements: [allow({ Resource: `${queue}-2` })], access: 'denied' },
    {
      policy: 'the resource in another case',
      statements: [allow({ Resource: queue.toUpperCase() })],
      access: 'denied',
    },
    {
      policy: '? at the end, which matches exactly one character',
      statements: [allow({ Resource: `${queue}?` })],
      access: 'denied',
    },
    {
      policy: 'a dot, which matches only itself',
      statements: [allow({ Resource: queue.replace('order', 'o.der') })],
      access: 'denied',
    },
    {
      policy: 'NotAction and NotResource that do not match',
      statements: [{ Effect: 'Allow', NotAction: 's3:*', NotResource: ['x'] }],
      access: 'allowed',
    },
    {
      policy: 'NotAction that matches',
      statements: [{ Effect: 'Allow', NotAction: ['s3:*', 'sqs:*'], Resource: '*' }],
      access: 'denied',
    },
    {
      policy: 'NotResource that matches',
      statements: [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sqs:*' }],
      access: 'denied',
    },
    { policy: 'a statement without a resource', statements: [{ Effect: 'Allow', Action: '*' }], access: 'denied' },
    { policy: 'an Allow and a matching Deny', statements: [allow(), deny()], access: 'denied' },
    {
      policy: 'an Allow and a Deny of another resource',
      statements: [allow(), deny({ Resource: `${queue}-2` })],
      access: 'allowed',
    },
    { policy: 'a Deny alone', statements: [deny()], access: 'denied' },
  ])('returns $access for $policy', ({ statements, access }) => {
    expect(decide(statements)).toBe(access)
  })

  it('returns denied when one of several policies denies', () => {
    const request = { action: 'sqs:SendMessage', resource: queue }
    expect(decideAccess([{ Statement: [allow()] }, { Statement: [] }], request)).toBe('allowed')
    expect(decideAccess([{ Statement: [allow()] }, { Statement: [deny()] }], request)).toBe('denied')
  })

  it.each<{ policy: string; statements: readonly RolePolicyStatement[]; access: Access }>([
    { policy: 'an Allow', statements: [allow({ Resource: variable })], access: 'unknown' },
    {
      policy: 'an Allow beside another Allow',
      statements: [allow({ Resource: [variable, queue] })],
      access: 'allowed',
    },
    { policy: 'a Deny', statements: [allow(), deny({ Resource: variable })], access: 'unknown' },
    { policy: 'a Deny without an Allow', statements: [deny({ Resource: variable })], access: 'denied' },
    { policy: 'NotResource', statements: [{ Effect: 'Allow', Action: '*', NotResource: variable }], access: 'unknown' },
    { policy: 'an Allow of another queue', statements: [allow({ Resource: `${variable}-2` })], access: 'denied' },
  ])('returns $access for a variable in the resource of $policy', ({ statements, access }) => {
    expect(decide(statements)).toBe(access)
  })

  it('reads a resource of many unclosed variables once', () => {
    expect(decide([allow({ Resource: '${'.repeat(200_000) })])).toBe('denied')
  })
})

describe('decideAccess with conditions', () => {
  const source = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:123456789012:function:orders' }
  it.each([
    {
      condition: 'on lambda:SourceFunctionArn, a key that deliveries lack',
      Condition: { ArnEquals: source },
      access: 'denied',
    },
    {
      condition: 'on that key in another case',
      Condition: { StringLike: { 'LAMBDA:sourcefunctionarn': '*' } },
      access: 'denied',
    },
    { condition: 'on that key if it exists', Condition: { ArnLikeIfExists: source }, access: 'allowed' },
    {
      condition: 'on the absence of that key',
      Condition: { Null: { 'lambda:SourceFunctionArn': 'true' } },
      access: 'allowed',
    },
    {
      condition: 'on the presence of that key',
      Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      access: 'denied',
    },
    { condition: 'on another value of that key', Condition: { ArnNotEquals: source }, access: 'allowed' },
    {
      condition: 'on a key with an unknown value',
      Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' } },
      access: 'unknown',
    },
    {
      condition: 'on both keys',
      Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' }, ArnLike: source },
      access: 'denied',
    },
  ])('returns $access for an Allow with a condition $condition', ({ Condition, access }) => {
    expect(decide([allow({ Condition })])).toBe(access)
  })

  const owner = { 'aws:ResourceAccount': '123456789012' }
  it.each<{ conditions: string; denied: RolePolicyStatement['Condition']; access: Access }>([
    { conditions: 'on a key with an unknown value', denied: { StringEquals: owner }, access: 'unknown' },
    { conditions: 'that holds', denied: { Null: { 'lambda:SourceFunctionArn': true } }, access: 'denied' },
    { conditions: 'that fails', denied: { Null: { 'lambda:SourceFunctionArn': false } }, access: 'allowed' },
  ])('returns $access for an Allow and a Deny with a condition $conditions', ({ denied = {}, access }) => {
    expect(decide([allow(), deny({ Condition: denied })])).toBe(access)
  })

  const known = { 'aws:ResourceAccount': '123456789012', 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/team/r' }
  const key = 'AWS:resourceaccount'
  const principal = 'aws:PrincipalArn'
  it.each<{ Condition: RolePolicyStatement['Condition']; access: Access }>([
    { Condition: { StringEquals: { [key]: '123456789012' } }, access: 'allowed' },
    { Condition: { StringEquals: { [key]: ['1', '123456789012'] } }, access: 'allowed' },
    { Condition: { StringEquals: { [key]: '1234*' } }, access: 'denied' },
    { Condition: { StringLike: { [key]: '1234*' } }, access: 'allowed' },
    { Condition: { StringNotEquals: { [key]: '123456789012' } }, access: 'denied' },
    { Condition: { StringNotLike: { [key]: ['2*', '3*'] } }, access: 'allowed' },
    { Condition: { StringEqualsIgnoreCase: { [principal]: known[principal].toUpperCase() } }, access: 'allowed' },
    { Condition: { StringEquals: { [key]: '$' + '{aws:PrincipalAccount}' } }, access: 'unknown' },
    { Condition: { StringNotEquals: { [key]: '$' + '{aws:PrincipalAccount}' } }, access: 'unknown' },
    { Condition: { 'ForAnyValue:StringEqualsIfExists': { [key]: '123456789012' } }, access: 'allowed' },
    { Condition: { ArnLike: { [principal]: 'arn:aws:iam::*:role/*' } }, access: 'allowed' },
    { Condition: { ArnLike: { [principal]: 'arn:*:role/team/r' } }, access: 'denied' },
    { Condition: { ArnNotLike: { [principal]: 'arn:aws:iam::*:role/*' } }, access: 'denied' },
    { Condition: { Bool: { [key]: 'true' } }, access: 'denied' },
    { Condition: { Null: { [key]: 'false' } }, access: 'allowed' },
    { Condition: { IpAddress: { [key]: '10.0.0.0/8' } }, access: 'unknown' },
    { Condition: { NumericLessThan: { [key]: 1 }, StringEquals: { [key]: '1' } }, access: 'denied' },
    { Condition: { 'ForAllValues:StringEquals': { 'lambda:SourceFunctionArn': 'x' } }, access: 'allowed' },
    { Condition: { 'ForAnyValue:StringNotEquals': { 'lambda:SourceFunctionArn': 'x' } }, access: 'denied' },
    { Condition: {}, access: 'allowed' },
  ])('returns $access for $Condition, of keys with known values', ({ Condition = {}, access }) => {
    expect(decide([allow({ Condition })], known)).toBe(access)
  })
})

describe('parseRolePolicy', () => {
  it('accepts a single statement outside a list', () => {
    expect(parseRolePolicy(JSON.stringify({ Version: '2012-10-17', Statement: allow() })).Statement).toEqual([allow()])
  })

  it.each([
    { policy: '{', message: 'JSON' },
    { policy: 'null', message: 'Statement is null' },
    { policy: undefined, message: 'Statement is missing' },
    { policy: '{}', message: 'Statement is {}' },
    { policy: '[]', message: 'Statement is []' },
    { policy: { Statement: ['x'] }, message: 'Statement[0] is "x"' },
    { policy: { Statement: {} }, message: 'Statement[0].Effect is missing' },
    { policy: { Statement: [{ Effect: 'allow' }] }, message: 'Statement[0].Effect is "allow"' },
    { policy: { Statement: [{ Effect: 'Allow', Action: [1] }] }, message: 'Statement[0].Action is [1]' },
    {
      policy: { Statement: [{ Effect: 'Deny', Condition: { Bool: 'x' } }] },
      message: 'Statement[0].Condition.Bool is "x"',
    },
    {
      policy: { Statement: [{ Effect: 'Deny', Condition: { Bool: { k: [true, { toString: '' }] } } }] },
      message: 'Statement[0].Condition.Bool.k is [true,{"toString":""}]',
    },
    {
      policy: { Statement: [{ Effect: 'Deny', Condition: { Bool: { k: null } } }] },
      message: 'Statement[0].Condition.Bool.k is null',
    },
  ])('refuses $policy', ({ policy, message }) => {
    expect(() => parseRolePolicy(policy)).toThrow(message)
  })
})
