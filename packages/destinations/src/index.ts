// Pure functions: a record or a dead letter in, the input of an SDK command out. Sending is in the subpath `./send`.
export type {
  DeadLetter,
  DeadLetterAttribute,
  DeadLetterMessageAttributes,
} from './lib/destination/dead-letter-message.ts'
export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export type { RefusedCharacter } from './lib/destination/refused-character.ts'
export { type EventBridgeCommand, type EventBridgeEntry, formatEventBridgeEntry } from './lib/eventbridge/entry.ts'
export { formatLambdaInvocation, type LambdaInvocation } from './lib/lambda/invocation.ts'
export { formatS3Object, type S3Object } from './lib/s3/object.ts'
export { sizeOf } from './lib/size/command-size.ts'
export { decideSize, type OversizePolicy, type SizeDecision, type SizeOptions } from './lib/size/size-decision.ts'
export { type SizeLimits, sizeLimits } from './lib/size/size-limits.ts'
export type { TargetCommand } from './lib/size/target-commands.ts'
export { checkSnsDeadLetter } from './lib/sns/characters.ts'
export { formatSnsDeadLetter, type SnsDeadLetter } from './lib/sns/dead-letter.ts'
export { formatSnsMessage, type SnsMessage } from './lib/sns/message.ts'
export { formatSqsDeadLetter, type SqsDeadLetter } from './lib/sqs/dead-letter.ts'
export { formatSqsMessage, type SqsMessage } from './lib/sqs/message.ts'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetKind,
  type TargetPurpose,
  type TargetReason,
  type TargetUse,
} from './target.ts'
