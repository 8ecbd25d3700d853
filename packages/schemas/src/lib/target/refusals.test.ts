import { describe, expect, it } from 'vitest'
import { checkDeadLetterTarget } from '../dead-letter/admit-dead-letter-config.ts'
import { checkDestinations } from '../settings/admit-event-invoke-config.ts'
import { type RefusedTarget, readTarget } from './read-target.ts'
import { describeRefusedTarget } from './refusals.ts'

const owner = { functionName: 'orders', region: 'us-east-1', accountId: '123456789012' }
const only = 'Only Amazon SQS queues and Amazon SNS topics are supported.'
const region =
  "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with."
const here = 'us-east-1:123456789012'

describe('refusals of targets', () => {
  it('names the partition of an owner without a region', () => {
    const purpose = { owner: { partition: 'aws' }, use: 'OnFailure' } as const
    const arn = 'arn:aws-cn:s3:::orders'
    expect(describeRefusedTarget(arn, readTarget(arn, purpose) as RefusedTarget, purpose)).toBe(
      `${arn} is not in aws, the partition of the function`,
    )
  })

  it.each([
    {
      arn: 'kafka://orders',
      reason: 'kafka',
      rule: 'CFG-14c',
      deadLetter: undefined,
      send: 'is for event source mappings, not for asynchronous invocation',
    },
    {
      arn: `arn:aws:kinesis:${here}:stream/o`,
      reason: 'service',
      rule: 'CFG-14c',
      deadLetter: only,
      send: 'names a service that Lambda does not send to',
    },
    {
      arn: `arn:aws:lambda:${here}:function:orders:live`,
      reason: 'self',
      rule: 'CFG-14b',
      deadLetter: only,
      send: 'is the function itself',
    },
    {
      arn: `arn:aws:sqs:${here}:q.fifo`,
      reason: 'fifo',
      rule: 'CFG-14a',
      deadLetter: 'FIFO SQS queue is not supported for dead letter configuration',
      send: 'is FIFO; Lambda sends only to standard queues and topics',
    },
    {
      arn: `arn:aws:sns:${here}:t.fifo`,
      reason: 'fifo',
      rule: 'CFG-14g',
      deadLetter: 'FIFO SNS topic is not supported for dead letter configuration',
      send: 'is FIFO; Lambda sends only to standard queues and topics',
    },
    {
      arn: `arn:aws:events:${here}:event-bus/aws.partner/acme.example/1`,
      reason: 'partner-bus',
      rule: 'CFG-14a',
      deadLetter: only,
      send: 'is a partner event bus, which accepts only events of its partner',
    },
    {
      arn: 'arn:aws:sqs:eu-west-1:123456789012:q',
      reason: 'region',
      rule: 'CFG-14a',
      deadLetter: region,
      send: 'is not in us-east-1, the region of the function',
    },
    { arn: `arn:aws:sqs:${here}:a/b`, reason: 'resource', rule: 'CFG-14a', deadLetter: only, send: 'names no queue' },
    {
      arn: `arn:aws:sns:${here}:topic:5be8-sub`,
      reason: 'resource',
      rule: 'CFG-14a',
      deadLetter: only,
      send: 'names no topic',
    },
    { arn: 'arn:aws:sqs:us-east-1::q', reason: 'resource', rule: 'CFG-14a', deadLetter: only, send: 'names no queue' },
    { arn: `arn:aws:sqs:${here}:`, reason: 'resource', rule: 'CFG-14a', deadLetter: only, send: 'names no queue' },
    { arn: 'arn:aws:s3:::bucket/key', reason: 'resource', rule: 'CFG-14a', deadLetter: only, send: 'names no bucket' },
    {
      arn: `arn:aws:events:${here}:event-bus/a/b`,
      reason: 'resource',
      rule: 'CFG-14a',
      deadLetter: only,
      send: 'names no event bus',
    },
    {
      arn: `arn:aws:lambda:${here}:layer:l`,
      reason: 'resource',
      rule: 'CFG-14a',
      deadLetter: only,
      send: 'names no function',
    },
  ])('report $arn as $reason ($rule, FNC-3)', ({ arn, reason, rule, deadLetter, send }) => {
    const [refusal] = checkDestinations({ DestinationConfig: { OnFailure: { Destination: arn } } }, owner)
    expect(refusal).toMatchObject({ reason, rule, use: 'OnFailure', code: 'InvalidParameterValueException' })
    const target = readTarget(arn, { owner, use: 'OnFailure' })
    expect(describeRefusedTarget(arn, target as RefusedTarget, { use: 'OnFailure', owner })).toBe(`${arn} ${send}`)
    if (deadLetter !== undefined)
      expect(checkDeadLetterTarget(arn, owner)).toMatchObject([
        { rule: 'FNC-3', use: 'DeadLetter', message: `Invalid dead letter queue ARN: ${deadLetter}` },
      ])
  })

  it('name the use that a target does not support (CFG-14c, FNC-3)', () => {
    const bucket = 'arn:aws:s3:::records'
    const refused = { kind: 's3', reason: 'use' } as const
    expect(describeRefusedTarget(bucket, refused, { use: 'OnSuccess' })).toBe(
      'arn:aws:s3:::records cannot receive records of successes: Lambda does not send them to this kind of target (bucket)',
    )
    expect(checkDestinations({ DestinationConfig: { OnSuccess: { Destination: bucket } } }, owner)).toMatchObject([
      { ...refused, rule: 'CFG-14c', use: 'OnSuccess' },
    ])
    expect(checkDeadLetterTarget(bucket, owner)).toMatchObject([{ ...refused, rule: 'FNC-3' }])
  })

  it.each([
    {
      arn: 'arn:aws:sqs:eu-west-1:123456789012:q.fifo',
      message: 'FIFO SQS queue is not supported for dead letter configuration',
    },
    { arn: 'arn:aws:sqs:us-east-1', message: only },
    { arn: 'arn::sqs:us-east-1:123456789012:q', message: only },
    { arn: 'arn:aws:sqs:::q', message: region },
  ])('report the dead-letter target $arn: $message (FNC-3)', ({ arn, message }) => {
    expect(checkDeadLetterTarget(arn, owner)[0]?.message).toBe(`Invalid dead letter queue ARN: ${message}`)
  })

  it('check one rule for both sides before the next (CFG-20)', () => {
    const sides = (OnSuccess: string, OnFailure: string) =>
      checkDestinations(
        { DestinationConfig: { OnSuccess: { Destination: OnSuccess }, OnFailure: { Destination: OnFailure } } },
        owner,
      ).map(({ rule }) => rule)
    const [topic, queue, self] = [
      `arn:aws:sns:${here}:t.fifo`,
      `arn:aws:sqs:${here}:a/b`,
      `arn:aws:lambda:${here}:function:orders`,
    ]
    expect(sides(topic, queue)).toEqual(['CFG-14a', 'CFG-14g'])
    expect(sides(queue, self)).toEqual(['CFG-14b', 'CFG-14a'])
    expect(sides(self, 'kafka://t')).toEqual(['CFG-14c', 'CFG-14b'])
  })
})
