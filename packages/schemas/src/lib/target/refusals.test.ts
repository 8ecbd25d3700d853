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

describe('each reason has its sentence at each door', () => {
  it.each([
    ['kafka://orders', 'kafka', 'CFG-14c', undefined, 'is for event source mappings, not for asynchronous invocation'],
    [`arn:aws:kinesis:${here}:stream/o`, 'service', 'CFG-14c', only, 'names a service that Lambda does not send to'],
    [`arn:aws:lambda:${here}:function:orders:live`, 'self', 'CFG-14b', only, 'is the function itself'],
    [
      `arn:aws:sqs:${here}:q.fifo`,
      'fifo',
      'CFG-14a',
      'FIFO SQS queue is not supported for dead letter configuration',
      'is FIFO; Lambda takes only standard queues and topics',
    ],
    [
      `arn:aws:sns:${here}:t.fifo`,
      'fifo',
      'CFG-14g',
      'FIFO SNS topic is not supported for dead letter configuration',
      'is FIFO; Lambda takes only standard queues and topics',
    ],
    [
      `arn:aws:events:${here}:event-bus/aws.partner/acme.example/1`,
      'partner-bus',
      'CFG-14a',
      only,
      'is a partner event bus, which takes events of its partner only',
    ],
    ['arn:aws:sqs:eu-west-1:123456789012:q', 'region', 'CFG-14a', region, "is not in us-east-1, the function's region"],
    [`arn:aws:sqs:${here}:a/b`, 'resource', 'CFG-14a', only, 'names no queue'],
    [`arn:aws:sns:${here}:topic:5be8-sub`, 'resource', 'CFG-14a', only, 'names no topic'],
    ['arn:aws:sqs:us-east-1::q', 'resource', 'CFG-14a', only, 'names no queue'],
    [`arn:aws:sqs:${here}:`, 'resource', 'CFG-14a', only, 'names no queue'],
    ['arn:aws:s3:::bucket/key', 'resource', 'CFG-14a', only, 'names no bucket'],
    [`arn:aws:events:${here}:event-bus/a/b`, 'resource', 'CFG-14a', only, 'names no event bus'],
    [`arn:aws:lambda:${here}:layer:l`, 'resource', 'CFG-14a', only, 'names no function'],
  ])('%s: %s (%s, FNC-3)', (arn, reason, rule, deadLetter, send) => {
    const [refusal] = checkDestinations({ DestinationConfig: { OnFailure: { Destination: arn } } }, owner)
    expect(refusal).toMatchObject({ reason, rule, use: 'OnFailure', code: 'InvalidParameterValueException' })
    const target = readTarget(arn, { owner, use: 'OnFailure' })
    expect(describeRefusedTarget(arn, target as RefusedTarget, { use: 'OnFailure', owner })).toBe(`${arn} ${send}`)
    if (deadLetter !== undefined)
      expect(checkDeadLetterTarget(arn, owner)).toMatchObject([
        { rule: 'FNC-3', use: 'DeadLetter', message: `Invalid dead letter queue ARN: ${deadLetter}` },
      ])
  })

  it('says which use a target is not for (CFG-14c, FNC-3)', () => {
    const bucket = 'arn:aws:s3:::records'
    const refused = { kind: 's3', reason: 'use' } as const
    expect(describeRefusedTarget(bucket, refused, { use: 'OnSuccess' })).toBe(
      'arn:aws:s3:::records takes no records of successes; Lambda sends them to no bucket',
    )
    expect(checkDestinations({ DestinationConfig: { OnSuccess: { Destination: bucket } } }, owner)).toMatchObject([
      { ...refused, rule: 'CFG-14c', use: 'OnSuccess' },
    ])
    expect(checkDeadLetterTarget(bucket, owner)).toMatchObject([{ ...refused, rule: 'FNC-3' }])
  })

  it.each([
    ['arn:aws:sqs:eu-west-1:123456789012:q.fifo', 'FIFO SQS queue is not supported for dead letter configuration'],
    ['arn:aws:sqs:us-east-1', only],
    ['arn::sqs:us-east-1:123456789012:q', only],
    ['arn:aws:sqs:::q', region],
  ])('refuses the dead-letter target %s: %s (FNC-3)', (arn, sentence) => {
    expect(checkDeadLetterTarget(arn, owner)[0]?.message).toBe(`Invalid dead letter queue ARN: ${sentence}`)
  })

  it('answers for both sides by one rule before the next (CFG-20)', () => {
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
