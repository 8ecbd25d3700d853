export { checkErrorResponse, type ErrorResponse } from './lib/error-response.ts'
export { checkEventBridgeEvent, type EventBridgeEvent } from './lib/eventbridge-envelope.ts'
export type { Issue } from './lib/issue.ts'
export { checkS3Key, type S3Key } from './lib/s3-key.ts'
export {
  checkSnsEvent,
  checkSnsNotification,
  type SnsEvent,
  type SnsEventRecord,
  type SnsNotification,
} from './lib/sns-envelopes.ts'
export {
  checkSqsEvent,
  checkSqsMessage,
  type SqsEvent,
  type SqsEventRecord,
  type SqsMessage,
} from './lib/sqs-envelopes.ts'
