// Formatters: a record in, the input of an SDK command out. Sending is in the subpath `./send`.

// Dead letters: an event and the cause of its failure in, the input of an SDK command out.
export * from './dead-letter.ts'
export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export {
  type EventBridgeEntry,
  type EventBridgePutEventsInput,
  formatEventBridgeEntry,
} from './lib/eventbridge/entry.ts'
export { formatLambdaInvocation, type LambdaInvokeInput } from './lib/lambda/invocation.ts'
export { formatS3Object, type S3PutObjectInput } from './lib/s3/object.ts'
// Sizes: whether a target accepts a command, known before it is sent.
export { sizeOf } from './lib/size/command-size.ts'
export { decideSize, type OversizePolicy, type SizeDecision, type SizeOptions } from './lib/size/size-decision.ts'
export { type SizeLimits, sizeLimitsByYear } from './lib/size/size-limits.ts'
export type { CommandInputByKind, TargetCommandInput } from './lib/size/target-commands.ts'
export { formatSnsMessage, type SnsPublishInput } from './lib/sns/message.ts'
export { formatSqsMessage, type SqsSendMessageInput } from './lib/sqs/message.ts'

// Targets: what an ARN names.
export * from './target.ts'
