import { measureOf, type TargetCommandInput } from './target-commands.ts'

/**
 * Bytes of a command as its service counts them against its limit (DST-9).
 *
 * Shape: SQS and SNS count the body and the name, type and value of each message attribute; EventBridge the entry's
 * source, detail type, detail and resources; Lambda the payload; S3 the body. A trace header beside the message does
 * not count.
 * Unit: bytes of UTF-8.
 *
 * @throws {@link TypeError} for a command that no formatter of this package returned
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 *
 * @example sizeOf(formatSqsMessage({ recordText: 'é', queueUrl })) // 2
 */
export function sizeOf(command: TargetCommandInput): number {
  return measureOf(command).sizeOf(command)
}
