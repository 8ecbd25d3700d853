// For tests of consumers: the events in which their handlers receive what Lambda sent.

export type {
  DeadLetterMessageAttribute,
  DeadLetterMessageAttributes,
} from './lib/destination/dead-letter-message.ts'
export type { EventBridgeEntry, EventBridgePutEventsInput } from './lib/eventbridge/entry.ts'
export type { LambdaInvokeInput } from './lib/lambda/invocation.ts'
export { asEventBridgeEvent, type EventBridgeEventOptions } from './lib/receive/eventbridge-event.ts'
export { asLambdaEvent } from './lib/receive/lambda-event.ts'
export {
  asS3Event,
  asS3Object,
  type ReceivedS3Event,
  type ReceivedS3Object,
  type S3EventOptions,
} from './lib/receive/s3-event.ts'
export type { DeadLetterToReceive, DocumentToReceive, ReceiveOptions, ToReceive } from './lib/receive/sent.ts'
export { asSnsEvent, asSnsNotification, type ReceivedSnsEvent, type SnsEventOptions } from './lib/receive/sns-event.ts'
export { asSqsEvent, type ReceivedSqsEvent, type SqsEventOptions } from './lib/receive/sqs-event.ts'
export type { S3PutObjectInput } from './lib/s3/object.ts'
export type { CommandInputByKind, TargetCommandInput } from './lib/size/target-commands.ts'
export type { SnsDeadLetterInput } from './lib/sns/dead-letter.ts'
export type { SnsPublishInput } from './lib/sns/message.ts'
export type { SqsDeadLetterInput } from './lib/sqs/dead-letter.ts'
export type { SqsSendMessageInput } from './lib/sqs/message.ts'
