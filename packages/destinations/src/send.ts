export type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'
export type { TargetKind } from '@async-invoke/schemas/target'
export type {
  DeadLetter,
  DeadLetterMessageAttribute,
  DeadLetterMessageAttributes,
} from './lib/destination/dead-letter-message.ts'
export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export type { EventBridgeEntry, EventBridgePutEventsInput } from './lib/eventbridge/entry.ts'
export type { LambdaInvokeInput } from './lib/lambda/invocation.ts'
export type { S3PutObjectInput } from './lib/s3/object.ts'
export { DestinationError, type DestinationErrorCode } from './lib/send/destination-error.ts'
export type { DeadLetterToSend, Outgoing, RecordToSend } from './lib/send/outgoing.ts'
export { type PrepareCommandOptions, prepareCommand } from './lib/send/prepare-command.ts'
export type { SendResult } from './lib/send/send-result.ts'
export {
  createSender,
  type Sender,
  type SenderClients,
  type SenderOptions,
  type SendOptions,
} from './lib/send/sender.ts'
export type { OversizePolicy, SizeOptions } from './lib/size/size-decision.ts'
export { type SizeLimits, sizeLimitsByYear } from './lib/size/size-limits.ts'
export type { CommandInputByKind, TargetCommandInput } from './lib/size/target-commands.ts'
export type { SnsDeadLetterInput } from './lib/sns/dead-letter.ts'
export type { SnsPublishInput } from './lib/sns/message.ts'
export type { SqsDeadLetterInput } from './lib/sqs/dead-letter.ts'
export type { SqsSendMessageInput } from './lib/sqs/message.ts'
