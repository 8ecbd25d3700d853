import { describe, expect, it } from 'vitest'
import { allows } from './allows.ts'
import { parsePolicyDocument, type RolePolicyStatement } from './policy-document.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const sends = (...Statement: RolePolicyStatement[]): boolean => allows([{ Statement }], 'sqs:SendMessage', queue)
const allow = (members: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({
  ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue },
  ...members,
})
const deny = (members: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({
  ...allow(members),
  Effect: 'Deny',
})

describe('allows', () => {
  it.each<{ policy: string; statements: readonly RolePolicyStatement[]; allowed: boolean }>([
    { policy: 'no statement', statements: [], allowed: false },
    { policy: 'the exact action and resource', statements: [allow()], allowed: true },
    { policy: 'the action in another case', statements: [allow({ Action: 'SQS:sendmessage' })], allowed: true },
    {
      policy: 'a list with a matching pattern',
      statements: [allow({ Action: ['sns:Publish', 'sqs:Send*'], Resource: ['arn:aws:sqs:*:*:order-?ailures'] })],
      allowed: true,
    },
    { policy: 'wildcards alone', statements: [allow({ Action: '*', Resource: '*' })], allowed: true },
    { policy: 'another action', statements: [allow({ Action: 'sqs:SendMessageBatch' })], allowed: false },
    { policy: 'a prefix of the action', statements: [allow({ Action: 'sqs:Send' })], allowed: false },
    { policy: 'another queue', statements: [allow({ Resource: `${queue}-2` })], allowed: false },
    { policy: 'the resource in another case', statements: [allow({ Resource: queue.toUpperCase() })], allowed: false },
    {
      policy: '? at the end, which matches exactly one character',
      statements: [allow({ Resource: `${queue}?` })],
      allowed: false,
    },
    {
      policy: 'a dot, which matches only itself',
      statements: [allow({ Resource: queue.replace('order', 'o.der') })],
      allowed: false,
    },
    {
      policy: 'NotAction and NotResource that do not match',
      statements: [{ Effect: 'Allow', NotAction: 's3:*', NotResource: ['x'] }],
      allowed: true,
    },
    {
      policy: 'NotAction that matches',
      statements: [{ Effect: 'Allow', NotAction: ['s3:*', 'sqs:*'], Resource: '*' }],
      allowed: false,
    },
    {
      policy: 'NotResource that matches',
      statements: [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sqs:*' }],
      allowed: false,
    },
    { policy: 'a statement without a resource', statements: [{ Effect: 'Allow', Action: '*' }], allowed: false },
    {
      policy: 'a variable in the resource',
      statements: [allow({ Resource: `arn:aws:sqs:$\{aws:RequestedRegion}:123456789012:order-failures` })],
      allowed: true,
    },
    { policy: 'an Allow and a matching Deny', statements: [allow(), deny()], allowed: false },
    {
      policy: 'an Allow and a Deny of another resource',
      statements: [allow(), deny({ Resource: `${queue}-2` })],
      allowed: true,
    },
    { policy: 'a Deny alone', statements: [deny()], allowed: false },
  ])('returns $allowed for $policy', ({ statements, allowed }) => {
    expect(sends(...statements)).toBe(allowed)
  })

  it('returns false when one of several policies denies', () => {
    expect(allows([{ Statement: [allow()] }, { Statement: [] }], 'sqs:SendMessage', queue)).toBe(true)
    expect(allows([{ Statement: [allow()] }, { Statement: [deny()] }], 'sqs:SendMessage', queue)).toBe(false)
  })
})

describe('allows with conditions', () => {
  const source = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:123456789012:function:orders' }
  it.each([
    {
      condition: 'on lambda:SourceFunctionArn, a key that deliveries lack',
      Condition: { ArnEquals: source },
      allowed: false,
    },
    {
      condition: 'on that key in another case',
      Condition: { StringLike: { 'LAMBDA:sourcefunctionarn': '*' } },
      allowed: false,
    },
    { condition: 'on that key if it exists', Condition: { ArnLikeIfExists: source }, allowed: true },
    {
      condition: 'on the absence of that key',
      Condition: { Null: { 'lambda:SourceFunctionArn': 'true' } },
      allowed: true,
    },
    {
      condition: 'on the presence of that key',
      Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      allowed: false,
    },
    { condition: 'on another value of that key', Condition: { ArnNotEquals: source }, allowed: true },
    {
      condition: 'on a key with an unknown value',
      Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' } },
      allowed: true,
    },
    {
      condition: 'on both keys',
      Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' }, ArnLike: source },
      allowed: false,
    },
  ])('returns $allowed for an Allow with a condition $condition', ({ Condition, allowed }) => {
    expect(sends(allow({ Condition }))).toBe(allowed)
  })

  it('ignores a Deny with a condition on an unknown key, but not one whose condition holds', () => {
    expect(sends(allow(), deny({ Condition: { StringEquals: { 'aws:ResourceAccount': '1' } } }))).toBe(true)
    expect(sends(allow(), deny({ Condition: { Null: { 'lambda:SourceFunctionArn': true } } }))).toBe(false)
  })
})

describe('parsePolicyDocument', () => {
  it('accepts a single statement outside a list', () => {
    expect(parsePolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: allow() })).Statement).toEqual([
      allow(),
    ])
  })

  it.each(['{', 'null', '{}', '[]', '{"Statement":["x"]}', '{"Statement":{}}'])('refuses %s', (text) => {
    expect(() => parsePolicyDocument(text)).toThrow()
  })
})
