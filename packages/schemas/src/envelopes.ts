export type { Issue } from './lib/document/issue.ts'
export type {
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export { checkErrorResponse, type ErrorResponse } from './lib/envelopes/error-response.ts'
export { checkEventBridgeEvent, type EventBridgeEvent } from './lib/envelopes/eventbridge-envelope.ts'
export {
  checkSnsEvent,
  checkSnsNotification,
  type SnsEvent,
  type SnsEventRecord,
  type SnsMessageFields,
  type SnsNotification,
} from './lib/envelopes/sns-envelopes.ts'
export {
  checkSqsEvent,
  checkSqsMessage,
  type SqsEvent,
  type SqsEventRecord,
  type SqsMessage,
} from './lib/envelopes/sqs-envelopes.ts'
export {
  checkRuleDeadLetterAttributes,
  checkScheduleDeadLetterAttributes,
  type NeighbourAttribute,
  type NeighbourAttributes,
  type RuleDeadLetterAttributes,
  type ScheduleDeadLetterAttributes,
} from './lib/neighbours/dead-letters.ts'
export { checkPipeFailure, type PipeFailure } from './lib/neighbours/pipe-failure.ts'
export type {
  DeliveryError,
  InvocationRecord,
  RequestContext,
  ResponseContext,
} from './lib/record/invocation-record.ts'
export { checkS3Key, type S3Key } from './lib/record/s3-key.ts'
