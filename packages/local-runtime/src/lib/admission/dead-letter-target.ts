import { type Refusal, refusal } from '@async-invoke/schemas'

/** A dead-letter target is a standard queue or topic of the function's region (FNC-3, DLQ-9). */
export function deadLetterTargetRefusals(arn: string | undefined, region: string): readonly Refusal[] {
  if (arn === undefined || arn === '') return []
  const refuse = (reason: string): readonly Refusal[] => {
    const message = `Invalid dead letter queue ARN: ${reason}`
    return [refusal('FNC-3', 'InvalidParameterValueException', 'deadLetterConfig.targetArn', arn, message)]
  }
  const [, , service, itsRegion] = arn.split(':')
  if (service !== 'sqs' && service !== 'sns')
    return refuse('Only Amazon SQS queues and Amazon SNS topics are supported.')
  if (itsRegion !== region)
    return refuse(
      "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    )
  const kind = service === 'sqs' ? 'SQS queue' : 'SNS topic'
  return arn.endsWith('.fifo') ? refuse(`FIFO ${kind} is not supported for dead letter configuration`) : []
}
