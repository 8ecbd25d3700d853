import { measureOf, type TargetCommandInput } from './target-commands.ts'

/**
 * Returns the size of a command as its service counts it against the limit, in bytes of UTF-8 (DST-9).
 *
 * SQS and SNS count the body and the name, type and value of each message attribute; EventBridge counts the source,
 * detail type, detail and resources of the entry; Lambda counts the payload; S3 counts the body. A trace header does
 * not count.
 *
 * @param command - the result of a formatter
 * @throws `TypeError` if no formatter of this package returns such a command.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 * @example
 * ```ts
 * sizeOf(formatSqsMessage({ recordText: 'é', queueUrl })) // 2
 * ```
 */
export function sizeOf(command: TargetCommandInput): number {
  return measureOf(command).sizeOf(command)
}
