import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { parseArn } from '../reference/arn.ts'
import { parseFunctionReference } from '../reference/function-reference.ts'
import { partitionOf } from '../reference/partition.ts'
import type { EventInvokeConfigRequest } from '../settings/event-invoke-config-request.ts'
import { readTarget } from './read-target.ts'
import { formatTargetArn, type TargetUse, targetKinds, targets } from './targets.ts'

const owner = parseFunctionReference('arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST')
const read = (arn: unknown, use: TargetUse = 'OnFailure') => readTarget(arn, { owner, use })

describe('readTarget', () => {
  it.each([
    { arn: 'arn:aws:sqs:us-east-1:123456789012:order-failures', kind: 'sqs' },
    { arn: 'arn:aws:sqs:us-east-1:210987654321:order-failures', kind: 'sqs' },
    { arn: 'arn:aws:sns:us-east-1:123456789012:order-results', kind: 'sns' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:function:order-audit', kind: 'lambda' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:function:order-audit:7', kind: 'lambda' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:function:order-audit:$LATEST', kind: 'lambda' },
    { arn: 'arn:aws:lambda:us-east-1:210987654321:function:order-processor', kind: 'lambda' },
    { arn: 'arn:aws:events:us-east-1:123456789012:event-bus/default', kind: 'eventbridge' },
    { arn: 'arn:aws:s3:::order-failure-records', kind: 's3' },
  ])('reads $arn as a target of kind $kind (DST-7, CFG-22, U-23)', ({ arn, kind }) => {
    expect(read(arn)).toStrictEqual({ kind, arn: parseArn(arn) })
  })

  it.each([
    { arn: '', reason: 'malformed' },
    { arn: 'order-failures', reason: 'malformed' },
    { arn: 'arn:aws:sqs:us-east-1', reason: 'malformed' },
    { arn: 'arn::sqs:us-east-1:123456789012:orders', reason: 'malformed' },
    { arn: 'arn:other:sqs:us-east-1:123456789012:orders', reason: 'malformed' },
    { arn: undefined, reason: 'malformed' },
    { arn: ['arn:aws:s3:::records'], reason: 'malformed' },
    { arn: 'kafka://orders', reason: 'kafka' },
    { arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders', reason: 'service' },
    { arn: 'arn:aws:constructor:us-east-1:123456789012:orders', reason: 'service' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor', reason: 'self' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:live', reason: 'self' },
    { arn: 'arn:aws:sqs:us-east-1:123456789012:orders.fifo', reason: 'fifo' },
    { arn: 'arn:aws:sns:us-east-1:123456789012:orders.fifo', reason: 'fifo' },
    { arn: 'arn:aws:events:us-east-1:123456789012:event-bus/aws.partner/acme.example/1', reason: 'partner-bus' },
    { arn: 'arn:aws:sqs:eu-west-1:123456789012:orders', reason: 'region' },
    { arn: 'arn:aws:lambda:eu-west-1:123456789012:function:order-processor', reason: 'region' },
    { arn: 'arn:aws:events:eu-west-1:123456789012:event-bus/orders', reason: 'region' },
    { arn: 'arn:aws:sqs:::orders', reason: 'region' },
    { arn: 'arn:aws-cn:sqs:us-east-1:123456789012:orders', reason: 'region' },
    { arn: 'arn:aws-us-gov:lambda:us-east-1:123456789012:function:order-processor', reason: 'region' },
    { arn: 'arn:aws-cn:s3:::order-failure-records', reason: 'region' },
    { arn: 'arn:aws:sqs:us-east-1::orders', reason: 'resource' },
    { arn: 'arn:aws:sqs:us-east-1:1234:orders', reason: 'resource' },
    { arn: 'arn:aws:sqs:us-east-1:123456789012:', reason: 'resource' },
    { arn: 'arn:aws:sqs:us-east-1:123456789012:a/b', reason: 'resource' },
    { arn: 'arn:aws:sqs:us-east-1:123456789012:orders\n', reason: 'resource' },
    { arn: 'arn:aws:sns:us-east-1:123456789012:orders:5be5f1c2-8b1e-4a0f-9a55-0c6d3b2f7e11', reason: 'resource' },
    { arn: 'arn:aws:events:us-east-1:123456789012:rule/orders', reason: 'resource' },
    { arn: 'arn:aws:events:us-east-1:123456789012:event-bus/a/b', reason: 'resource' },
    { arn: 'arn:aws:s3:::bucket/key', reason: 'resource' },
    { arn: 'arn:aws:s3:us-east-1:123456789012:records', reason: 'resource' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:layer:orders', reason: 'resource' },
    { arn: 'arn:aws:lambda:us-east-1:123456789012:order-audit', reason: 'resource' },
    { arn: `arn:aws:sqs:us-east-1:123456789012:${'q'.repeat(81)}`, reason: 'resource' },
    { arn: `arn:aws:sns:us-east-1:123456789012:${'t'.repeat(257)}`, reason: 'resource' },
    { arn: `arn:aws:events:us-east-1:123456789012:event-bus/${'b'.repeat(257)}`, reason: 'resource' },
    { arn: `arn:aws:s3:::${'b'.repeat(256)}`, reason: 'resource' },
  ])('refuses $arn with the reason $reason (DST-7, DST-10, DST-11, U-11, U-14)', ({ arn, reason }) => {
    expect(read(arn)).toHaveProperty('reason', reason)
  })

  it.each([
    `arn:aws:sqs:us-east-1:123456789012:${'q'.repeat(80)}`,
    `arn:aws:sns:us-east-1:123456789012:${'t'.repeat(256)}`,
    `arn:aws:events:us-east-1:123456789012:event-bus/${'b'.repeat(256)}`,
    `arn:aws:s3:::${'b'.repeat(255)}`,
  ])('reads a name of the greatest length: %s (DST-7)', (arn) => {
    expect(read(arn)).not.toHaveProperty('reason')
  })

  it('returns the first reason in the order of the service (CFG-20)', () => {
    expect(read('arn:aws:s3:eu-west-1::a/b', 'OnSuccess')).toMatchObject({ kind: 's3', reason: 'use' })
    expect(read('arn:aws:sqs:eu-west-1::a/b.fifo')).toMatchObject({ kind: 'sqs', reason: 'fifo' })
    expect(read('arn:aws:sqs:eu-west-1::a/b')).toMatchObject({ kind: 'sqs', reason: 'region' })
  })

  it.each(targetKinds)('accepts %s only for the uses in its row', (kind) => {
    const arn = formatTargetArn(kind, { region: 'us-east-1', accountId: '123456789012' }, 'audit')
    for (const use of ['OnSuccess', 'OnFailure', 'DeadLetter'] as const)
      expect(read(arn, use)).toEqual(
        targets[kind].uses.includes(use) ? expect.objectContaining({ kind }) : { kind, reason: 'use' },
      )
    expect(readTarget(arn)).toHaveProperty('arn')
  })

  it('compares only the members that the owner has (CFG-23)', () => {
    const self = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor'
    expect(readTarget(self, { owner: { functionName: 'order-processor' } })).toMatchObject({ reason: 'self' })
    expect(readTarget('arn:aws:sqs:eu-west-1:123456789012:q', { owner: { functionName: 'f' } })).toMatchObject({
      kind: 'sqs',
    })
    expect(readTarget(self)).toHaveProperty('arn')
  })

  it('refuses what lies in another partition than the function, whichever member of its owner says so (U-14)', () => {
    const regions = ['us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1']
    const accountId = '123456789012'
    const drawn = fc.constantFrom(...regions)
    fc.assert(
      fc.property(fc.constantFrom(...targetKinds), drawn, drawn, fc.boolean(), (kind, own, other, isNamed) => {
        const arn = formatTargetArn(kind, { partition: partitionOf(other), region: own, accountId }, 'audit')
        const owner = isNamed ? { partition: partitionOf(own) } : { region: own }
        expect('reason' in readTarget(arn, { owner })).toBe(own !== other)
        // Without a partition, an ARN has that of its region.
        expect(readTarget(formatTargetArn(kind, { region: own, accountId }, 'audit'), { owner })).toHaveProperty('arn')
      }),
    )
  })

  it('reads the ARNs of functions that parseFunctionReference reads (INV-5)', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9._:$/-]{0,12}$/)
    const resource = fc.oneof(
      part,
      part.map((name) => `function:${name}`),
      fc.constant('function:f:$LATEST'),
    )
    fc.assert(
      fc.property(resource, (generated) => {
        const arn = `arn:aws:lambda:us-east-1:123456789012:${generated}`
        const isFunction = generated.startsWith('function:') && parseFunctionReference(arn) !== undefined
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

  it('refuses an ARN of 1 MB with its fault at the end in linear time', () => {
    expect(read(`arn:aws:sqs:us-east-1:123456789012:${'a'.repeat(1_000_000)}!`)).toHaveProperty('reason', 'resource')
  })
})

describe('readTarget with the vectors of settings', () => {
  const destinationsIn = (verdict: 'accepted' | 'refused') =>
    readVectors<{ request: EventInvokeConfigRequest }>(`event-invoke-config/${verdict}`).flatMap(
      ({ name, content: { request } }) =>
        (['OnSuccess', 'OnFailure'] as const).flatMap((use) => {
          const arn = request.DestinationConfig?.[use]?.Destination
          return arn ? [{ name, use, arn }] : []
        }),
    )
  it.each(destinationsIn('accepted'))('accepts $arn as $use in $name', ({ arn, use }) => {
    expect(
      readTarget(arn, { owner: { functionName: 'order-processor', accountId: '123456789012' }, use }),
    ).toHaveProperty('arn')
  })
  const refused = destinationsIn('refused')
  it.each([...new Set(refused.map(({ name }) => name))])('refuses a side of %s', (vector) => {
    const sides = refused.filter(({ name }) => name === vector)
    expect(sides.some(({ arn, use }) => 'reason' in read(arn, use))).toBe(true)
  })
})
