// For everybody who reads or writes records and settings.

export { type Arn, parseArn } from './lib/arn.ts'
export { type ComposedRecord, invocationRecord, type PayloadSchemas } from './lib/compose-invocation-record.ts'
export {
  checkDeadLetterAttributes,
  type DeadLetterAttribute,
  DeadLetterAttributes,
  isDeadLetterAttributes,
  parseDeadLetterAttributes,
} from './lib/dead-letter-attributes.ts'
export {
  checkDeadLetterConfig,
  DeadLetterConfig,
  isDeadLetterConfig,
  parseDeadLetterConfig,
} from './lib/dead-letter-config.ts'
export { deadLetterSentences, firstKilobyte } from './lib/dead-letter-message.ts'
export { describeOutcome, type OutcomeDescription, type OutcomeReason } from './lib/describe-outcome.ts'
export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
} from './lib/desired-state.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export { checkErrorResponse, type ErrorResponse } from './lib/error-response.ts'
export {
  type DestinationSide,
  type EventInvokeConfig,
  eventInvokeDefaults,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from './lib/event-invoke-config.ts'
export {
  checkEventInvokeConfigRequest,
  EventInvokeConfigRequest,
  isEventInvokeConfigRequest,
  parseEventInvokeConfigRequest,
} from './lib/event-invoke-config-request.ts'
export { checkEventBridgeEvent, type EventBridgeEvent } from './lib/eventbridge-envelope.ts'
export { formatInvocationRecord, type InvocationRecordParts } from './lib/format-invocation-record.ts'
export {
  checkFunctionEventInvokeConfig,
  FunctionEventInvokeConfig,
  isFunctionEventInvokeConfig,
  parseFunctionEventInvokeConfig,
  sdkViewOf,
  type WireDestinationSide,
} from './lib/function-event-invoke-config.ts'
export {
  type FunctionHome,
  type FunctionReference,
  functionArn,
  parseFunctionReference,
  qualifiedFunctionArn,
} from './lib/function-reference.ts'
export {
  checkInvocationRecord,
  type DeliveryError,
  InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/invocation-record.ts'
export {
  type FailureCondition,
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
  type RecordWith,
} from './lib/invocation-record-conditions.ts'
export type { Issue } from './lib/issue.ts'
export type { NormalisedError } from './lib/normalised-error.ts'
export type {
  Carrier,
  DeadLetterOutcome,
  DeadLetterSummary,
  InvocationRecordOutcome,
  Outcome,
  StreamFailureOutcome,
  StreamFailureRecord,
  UnrecognisedOutcome,
} from './lib/outcome.ts'
export { type RawPayloads, rawPayloads } from './lib/raw-payloads.ts'
export { readOutcome } from './lib/read-outcome.ts'
export { type OutcomesOfEvent, readOutcomes } from './lib/read-outcomes.ts'
export { checkS3Key, type S3Key } from './lib/s3-key.ts'
export {
  checkSdkFunctionEventInvokeConfig,
  isSdkFunctionEventInvokeConfig,
  parseSdkFunctionEventInvokeConfig,
  SdkFunctionEventInvokeConfig,
} from './lib/sdk-function-event-invoke-config.ts'
export { sendActions } from './lib/send-actions.ts'
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
export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/standard-schema.ts'
export { checkTimeline, parseTimeline, type Timeline, type TimelineDocumentEntry } from './lib/timeline.ts'

// Admission: what Lambda refuses, for those who must refuse the same.

export { checkDeadLetterTarget } from './lib/admit-dead-letter-config.ts'
export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/admit-event-invoke-config.ts'
export { checkFunctionReferenceModel, joinQualifier } from './lib/admit-function-reference.ts'
export { modelRefusal, type Refusal, type RefusalCode, refusalText } from './lib/refusal.ts'
