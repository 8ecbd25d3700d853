import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { parseFunctionReference } from '../reference/function-reference.ts'
import type { EventInvokeConfigRequest } from '../settings/event-invoke-config-request.ts'
import { readTarget } from './read-target.ts'
import { formatTargetArn, type TargetUse, targetKinds, targets } from './targets.ts'

const owner = parseFunctionReference('arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST')
const read = (arn: unknown, use: TargetUse = 'OnFailure') => readTarget(arn, { owner, use })

describe('readTarget', () => {
  it.each([
    ['arn:aws:sqs:us-east-1:123456789012:order-failures', 'sqs'],
    ['arn:aws:sqs:us-east-1:210987654321:order-failures', 'sqs'],
    ['arn:aws:sns:us-east-1:123456789012:order-results', 'sns'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit', 'lambda'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit:7', 'lambda'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit:$LATEST', 'lambda'],
    ['arn:aws:lambda:us-east-1:210987654321:function:order-processor', 'lambda'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/default', 'eventbridge'],
    ['arn:aws:s3:::order-failure-records', 's3'],
    ['arn:aws-cn:s3:::order-failure-records', 's3'],
  ])('reads %s as a target of kind %s (DST-7, CFG-22, U-23)', (arn, kind) => {
    expect(read(arn)).toMatchObject({ kind, arn: { service: targets[read(arn).kind ?? 'sqs'].service } })
    expect(read(arn)).not.toHaveProperty('reason')
  })

  it.each([
    ['', 'malformed'],
    ['order-failures', 'malformed'],
    ['arn:aws:sqs:us-east-1', 'malformed'],
    ['arn::sqs:us-east-1:123456789012:orders', 'malformed'],
    ['arn:other:sqs:us-east-1:123456789012:orders', 'malformed'],
    [undefined, 'malformed'],
    [['arn:aws:s3:::records'], 'malformed'],
    ['kafka://orders', 'kafka'],
    ['arn:aws:kinesis:us-east-1:123456789012:stream/orders', 'service'],
    ['arn:aws:constructor:us-east-1:123456789012:orders', 'service'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-processor', 'self'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-processor:live', 'self'],
    ['arn:aws:sqs:us-east-1:123456789012:orders.fifo', 'fifo'],
    ['arn:aws:sns:us-east-1:123456789012:orders.fifo', 'fifo'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/aws.partner/acme.example/1', 'partner-bus'],
    ['arn:aws:sqs:eu-west-1:123456789012:orders', 'region'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:order-processor', 'region'],
    ['arn:aws:events:eu-west-1:123456789012:event-bus/orders', 'region'],
    ['arn:aws:sqs:::orders', 'region'],
    ['arn:aws:sqs:us-east-1::orders', 'resource'],
    ['arn:aws:sqs:us-east-1:1234:orders', 'resource'],
    ['arn:aws:sqs:us-east-1:123456789012:', 'resource'],
    ['arn:aws:sqs:us-east-1:123456789012:a/b', 'resource'],
    ['arn:aws:sqs:us-east-1:123456789012:orders\n', 'resource'],
    ['arn:aws:sns:us-east-1:123456789012:orders:5be5f1c2-8b1e-4a0f-9a55-0c6d3b2f7e11', 'resource'],
    ['arn:aws:events:us-east-1:123456789012:rule/orders', 'resource'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/a/b', 'resource'],
    ['arn:aws:s3:::bucket/key', 'resource'],
    ['arn:aws:s3:us-east-1:123456789012:records', 'resource'],
    ['arn:aws:lambda:us-east-1:123456789012:layer:orders', 'resource'],
    ['arn:aws:lambda:us-east-1:123456789012:order-audit', 'resource'],
  ])('refuses %s: %s (DST-7, DST-10, DST-11, U-11, U-14)', (arn, reason) => {
    expect(read(arn)).toHaveProperty('reason', reason)
  })

  it('gives the first reason in the order in which the service tests them (CFG-20)', () => {
    expect(read('arn:aws:s3:eu-west-1::a/b', 'OnSuccess')).toMatchObject({ kind: 's3', reason: 'use' })
    expect(read('arn:aws:sqs:eu-west-1::a/b.fifo')).toMatchObject({ kind: 'sqs', reason: 'fifo' })
    expect(read('arn:aws:sqs:eu-west-1::a/b')).toMatchObject({ kind: 'sqs', reason: 'region' })
  })

  it.each(targetKinds)('takes %s for the uses in its row, and for no other', (kind) => {
    const arn = formatTargetArn(kind, { region: 'us-east-1', accountId: '123456789012' }, 'audit')
    for (const use of ['OnSuccess', 'OnFailure', 'DeadLetter'] as const)
      expect(read(arn, use)).toEqual(
        targets[kind].uses.includes(use) ? expect.objectContaining({ kind }) : { kind, reason: 'use' },
      )
    expect(readTarget(arn)).toHaveProperty('arn')
  })

  it('compares an owner by what it names (CFG-23)', () => {
    const self = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor'
    expect(readTarget(self, { owner: { functionName: 'order-processor' } })).toMatchObject({ reason: 'self' })
    expect(readTarget('arn:aws:sqs:eu-west-1:123456789012:q', { owner: { functionName: 'f' } })).toMatchObject({
      kind: 'sqs',
    })
    expect(readTarget(self)).toHaveProperty('arn')
  })

  it('reads a function exactly where the function can be named so (INV-5)', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9._:$/-]{0,12}$/)
    const resource = fc.oneof(
      part,
      part.map((name) => `function:${name}`),
      fc.constant('function:f:$LATEST'),
    )
    fc.assert(
      fc.property(resource, (text) => {
        const arn = `arn:aws:lambda:us-east-1:123456789012:${text}`
        const isFunction = text.startsWith('function:') && parseFunctionReference(arn) !== undefined
        expect('arn' in readTarget(arn)).toBe(isFunction)
      }),
      { seed: 7, numRuns: 3_000 },
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string()), (value) => {
        expect(readTarget(value)).toBeTypeOf('object')
      }),
      { seed: 7 },
    )
  })

  it('answers in linear time on a long ARN that fails at its end', () => {
    expect(read(`arn:aws:sqs:us-east-1:123456789012:${'a'.repeat(1_000_000)}!`)).toHaveProperty('reason', 'resource')
  })
})

describe('readTarget agrees with the vectors of settings', () => {
  const destinationsIn = (verdict: 'accepted' | 'refused') =>
    readVectors<{ request: EventInvokeConfigRequest }>(`event-invoke-config/${verdict}`).flatMap(
      ({ name, content: { request } }) =>
        (['OnSuccess', 'OnFailure'] as const).flatMap((use) => {
          const arn = request.DestinationConfig?.[use]?.Destination
          return arn ? [{ name, use, arn }] : []
        }),
    )
  it.each(destinationsIn('accepted'))('$name: takes $arn $use', ({ arn, use }) => {
    expect(
      readTarget(arn, { owner: { functionName: 'order-processor', accountId: '123456789012' }, use }),
    ).toHaveProperty('arn')
  })
  const refused = destinationsIn('refused')
  it.each([...new Set(refused.map(({ name }) => name))])('%s: refuses one of its sides', (vector) => {
    const sides = refused.filter(({ name }) => name === vector)
    expect(sides.some(({ arn, use }) => 'reason' in read(arn, use))).toBe(true)
  })
})
