import { describe, expect, it } from 'vitest'
import { checkDeadLetterTarget } from './admit-dead-letter-config.ts'

const owner = { functionName: 'order-processor', region: 'us-east-1' }
const messagesFor = (target: string | undefined, region: string | undefined = 'us-east-1') =>
  checkDeadLetterTarget(target, { functionName: 'order-processor', ...(region && { region }) }).map(
    ({ rule, code, message }) => [rule, code, message],
  )

describe('checkDeadLetterTarget (DLQ-9)', () => {
  it.each([
    { name: 'a queue', target: 'arn:aws:sqs:us-east-1:123456789012:order-dlq' },
    { name: 'a topic', target: 'arn:aws:sns:us-east-1:123456789012:order-dlq' },
    { name: 'a queue of another account', target: 'arn:aws:sqs:us-east-1:210987654321:order-dlq' },
    { name: 'an empty string, which removes the target (FNC-2)', target: '' },
    { name: 'undefined, which keeps the target (FNC-2)', target: undefined },
  ])('accepts $name', ({ target }) => {
    expect(checkDeadLetterTarget(target, owner)).toEqual([])
  })

  const invalid = (reason: string) => [
    ['FNC-3', 'InvalidParameterValueException', `Invalid dead letter queue ARN: ${reason}`],
  ]
  it.each([
    {
      target: 'arn:aws:sqs:us-east-1:123456789012:o.fifo',
      reason: 'FIFO SQS queue is not supported for dead letter configuration',
    },
    {
      target: 'arn:aws:sns:us-east-1:123456789012:o.fifo',
      reason: 'FIFO SNS topic is not supported for dead letter configuration',
    },
    { target: 'arn:aws:s3:::bucket', reason: 'Only Amazon SQS queues and Amazon SNS topics are supported.' },
    {
      target: 'arn:aws:sqs:eu-west-1:123456789012:order-dlq',
      reason:
        "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    },
  ])('refuses $target: $reason (FNC-3)', ({ target, reason }) => {
    expect(messagesFor(target)).toEqual(invalid(reason))
  })

  it('does not check the region without the region of the function', () => {
    expect(checkDeadLetterTarget('arn:aws:sqs:eu-west-1:123456789012:q', { functionName: 'f' })).toEqual([])
  })

  it('refuses a string that is not an ARN with the message of the model (FNC-1)', () => {
    expect(messagesFor('order-dlq')).toEqual([
      [
        'FNC-1',
        'ValidationException',
        "Value 'order-dlq' at 'deadLetterConfig.targetArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
      ],
    ])
  })
})
