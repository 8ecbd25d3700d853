import { describe, expect, it } from 'vitest'
import { checkDeadLetterTarget } from './admit-dead-letter-config.ts'

const owner = { functionName: 'order-processor', region: 'us-east-1' }
const messagesFor = (target: string | undefined, region: string | undefined = 'us-east-1') =>
  checkDeadLetterTarget(target, { functionName: 'order-processor', ...(region && { region }) }).map(
    ({ rule, code, message }) => [rule, code, message],
  )

describe('a dead-letter target', () => {
  it.each([
    ['a queue', 'arn:aws:sqs:us-east-1:123456789012:order-dlq'],
    ['a topic', 'arn:aws:sns:us-east-1:123456789012:order-dlq'],
    ['a queue of another account', 'arn:aws:sqs:us-east-1:210987654321:order-dlq'],
    ['an empty text, which removes (FNC-2)', ''],
    ['nothing, which keeps (FNC-2)', undefined],
  ])('takes %s', (_, target) => {
    expect(checkDeadLetterTarget(target, owner)).toEqual([])
  })

  const invalid = (reason: string) => [
    ['FNC-3', 'InvalidParameterValueException', `Invalid dead letter queue ARN: ${reason}`],
  ]
  it.each([
    ['arn:aws:sqs:us-east-1:123456789012:o.fifo', 'FIFO SQS queue is not supported for dead letter configuration'],
    ['arn:aws:sns:us-east-1:123456789012:o.fifo', 'FIFO SNS topic is not supported for dead letter configuration'],
    ['arn:aws:s3:::bucket', 'Only Amazon SQS queues and Amazon SNS topics are supported.'],
    [
      'arn:aws:sqs:eu-west-1:123456789012:order-dlq',
      "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    ],
  ])('refuses %s (FNC-3)', (target, reason) => {
    expect(messagesFor(target)).toEqual(invalid(reason))
  })

  it('leaves the region to the service where the function names none', () => {
    expect(checkDeadLetterTarget('arn:aws:sqs:eu-west-1:123456789012:q', { functionName: 'f' })).toEqual([])
  })

  it('refuses what is no ARN, in the words of the model (FNC-1)', () => {
    expect(messagesFor('order-dlq')).toEqual([
      [
        'FNC-1',
        'ValidationException',
        "Value 'order-dlq' at 'deadLetterConfig.targetArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
      ],
    ])
  })
})
