import type { SnsDeadLetter, SqsDeadLetter } from './dead-letter-message.ts'
import type { TargetKind } from './destination-target.ts'
import type { EventBridgeCommand, EventBridgeEntry } from './eventbridge-entry.ts'
import type { LambdaInvocation } from './lambda-invocation.ts'
import type { S3Object } from './s3-object.ts'
import type { SnsMessage } from './sns-message.ts'
import type { SqsMessage } from './sqs-message.ts'

/** What any formatter of this package returns. */
export type TargetCommand =
  | SqsMessage
  | SqsDeadLetter
  | SnsMessage
  | SnsDeadLetter
  | LambdaInvocation
  | EventBridgeCommand
  | S3Object

/** The target that a command is for; its members tell. */
export function kindOf(command: TargetCommand): TargetKind {
  if ('MessageBody' in command) return 'sqs'
  if ('TopicArn' in command) return 'sns'
  if ('Payload' in command) return 'lambda'
  return 'Entries' in command ? 'eventbridge' : 's3'
}

/**
 * Bytes of a command as its service counts them against its limit (DST-9).
 *
 * Shape: SQS and SNS count the body and the name, type and value of each message attribute; EventBridge the entry's
 * source, detail type, detail and resources; Lambda the payload; S3 the body. A trace header beside the message does
 * not count.
 * Unit: bytes of UTF-8.
 * Source: SQS Developer Guide, "Message metadata"; EventBridge User Guide, "Calculating PutEvents event entry size".
 *
 * @example sizeOf(formatSqsMessage({ recordText: 'é', queueUrl })) // 2
 */
export function sizeOf(command: TargetCommand): number {
  if ('Entries' in command) return command.Entries.reduce((sum, entry) => sum + entrySize(entry), 0)
  if ('Payload' in command) return byteLength(command.Payload)
  if ('Bucket' in command) return byteLength(command.Body)
  const body = 'MessageBody' in command ? command.MessageBody : command.Message
  return byteLength(body) + ('MessageAttributes' in command ? attributesSize(command.MessageAttributes) : 0)
}

function entrySize({ Source, DetailType, Detail, Resources }: EventBridgeEntry): number {
  return [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + byteLength(text), 0)
}

function attributesSize(attributes: SqsDeadLetter['MessageAttributes']): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue }]) => sum + byteLength(name + DataType + StringValue),
    0,
  )
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
