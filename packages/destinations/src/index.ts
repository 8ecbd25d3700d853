// Pure functions: a record or a dead letter in, the input of an SDK command out. Sending is in the subpath `./send`.
export { sizeOf, type TargetCommand } from './lib/command-size.ts'
export {
  type DeadLetter,
  type DeadLetterAttribute,
  type DeadLetterMessageAttributes,
  formatSnsDeadLetter,
  formatSqsDeadLetter,
  type SnsDeadLetter,
  type SqsDeadLetter,
} from './lib/dead-letter-message.ts'
export {
  type DestinationTarget,
  destinationTarget,
  type TargetKind,
  type TargetRefusal,
  type TargetRefusalReason,
  type TargetUse,
} from './lib/destination-target.ts'
export { type EventBridgeCommand, type EventBridgeEntry, formatEventBridgeEntry } from './lib/eventbridge-entry.ts'
export { formatLambdaInvocation, type LambdaInvocation } from './lib/lambda-invocation.ts'
export type { OutgoingRecord } from './lib/outgoing-record.ts'
export { formatS3Object, type S3Object } from './lib/s3-object.ts'
export { decideSize, type OversizePolicy, type SizeDecision, type SizeOptions } from './lib/size-decision.ts'
export { type SizeLimits, sizeLimits } from './lib/size-limits.ts'
export { checkSnsDeadLetter, type RefusedCharacter } from './lib/sns-characters.ts'
export { formatSnsMessage, type SnsMessage } from './lib/sns-message.ts'
export { formatSqsMessage, type SqsMessage } from './lib/sqs-message.ts'
