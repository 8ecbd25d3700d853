import { describe, expect, it } from 'vitest'
import { allows } from './allows.ts'
import { parsePolicyDocument, type RolePolicyStatement } from './policy-document.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const sends = (...Statement: RolePolicyStatement[]): boolean => allows([{ Statement }], 'sqs:SendMessage', queue)
const allow = (more: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({
  ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue },
  ...more,
})
const deny = (more: Partial<RolePolicyStatement> = {}): RolePolicyStatement => ({ ...allow(more), Effect: 'Deny' })

describe('an action on a resource', () => {
  it.each([
    ['nothing at all', [], false],
    ['both by name', [allow()], true],
    ['an action in other case', [allow({ Action: 'SQS:sendmessage' })], true],
    [
      'one of several',
      [allow({ Action: ['sns:Publish', 'sqs:Send*'], Resource: ['arn:aws:sqs:*:*:order-?ailures'] })],
      true,
    ],
    ['everything', [allow({ Action: '*', Resource: '*' })], true],
    ['another action', [allow({ Action: 'sqs:SendMessageBatch' })], false],
    ['an action of a longer name', [allow({ Action: 'sqs:Send' })], false],
    ['another queue', [allow({ Resource: `${queue}-2` })], false],
    ['a resource in other case', [allow({ Resource: queue.toUpperCase() })], false],
    ['? for nothing', [allow({ Resource: `${queue}?` })], false],
    ['a dot for any character', [allow({ Resource: queue.replace('order', 'o.der') })], false],
    ['all but others', [{ Effect: 'Allow', NotAction: 's3:*', NotResource: ['x'] }], true],
    ['all but this action', [{ Effect: 'Allow', NotAction: ['s3:*', 'sqs:*'], Resource: '*' }], false],
    ['all but this resource', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sqs:*' }], false],
    ['a statement without a resource', [{ Effect: 'Allow', Action: '*' }], false],
    [
      'a variable in the resource',
      [allow({ Resource: `arn:aws:sqs:$\{aws:RequestedRegion}:123456789012:order-failures` })],
      true,
    ],
    ['a denial of it', [allow(), deny()], false],
    ['a denial of something else', [allow(), deny({ Resource: `${queue}-2` })], true],
    ['a denial alone', [deny()], false],
  ] as const)('with %s', (_, statements, allowed) => {
    expect(sends(...(statements as readonly RolePolicyStatement[]))).toBe(allowed)
  })

  it('is allowed by one policy and denied by another', () => {
    expect(allows([{ Statement: [allow()] }, { Statement: [] }], 'sqs:SendMessage', queue)).toBe(true)
    expect(allows([{ Statement: [allow()] }, { Statement: [deny()] }], 'sqs:SendMessage', queue)).toBe(false)
  })
})

describe('a condition', () => {
  const source = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:123456789012:function:orders' }
  it.each([
    ['on the source function, which deliveries do not carry', { ArnEquals: source }, false],
    ['on it in other case', { StringLike: { 'LAMBDA:sourcefunctionarn': '*' } }, false],
    ['on it if it exists', { ArnLikeIfExists: source }, true],
    ['on its absence', { Null: { 'lambda:SourceFunctionArn': 'true' } }, true],
    ['on its presence', { Null: { 'lambda:SourceFunctionArn': 'false' } }, false],
    ['on its being another', { ArnNotEquals: source }, true],
    ['on what is not known here', { StringEquals: { 'aws:ResourceAccount': '123456789012' } }, true],
    ['on both', { StringEquals: { 'aws:ResourceAccount': '123456789012' }, ArnLike: source }, false],
  ])('%s', (_, Condition, allowed) => {
    expect(sends(allow({ Condition }))).toBe(allowed)
  })

  it('that is not known holds a denial off, one that is known does not', () => {
    expect(sends(allow(), deny({ Condition: { StringEquals: { 'aws:ResourceAccount': '1' } } }))).toBe(true)
    expect(sends(allow(), deny({ Condition: { Null: { 'lambda:SourceFunctionArn': true } } }))).toBe(false)
  })
})

describe('the text of a policy', () => {
  it('may have one statement without a list', () => {
    expect(parsePolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: allow() })).Statement).toEqual([
      allow(),
    ])
  })

  it.each(['{', 'null', '{}', '[]', '{"Statement":["x"]}', '{"Statement":{}}'])('%s is none', (text) => {
    expect(() => parsePolicyDocument(text)).toThrow()
  })
})
