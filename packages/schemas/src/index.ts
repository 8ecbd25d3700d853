// For everybody who reads or writes records and settings.

export {
  composeDeadLetterAttributes,
  type DeadLetterCause,
  type DeadLetterSummary,
} from './lib/dead-letter/compose-dead-letter-attributes.ts'
export {
  checkDeadLetterAttributes,
  type DeadLetterAttribute,
  DeadLetterAttributes,
  isDeadLetterAttributes,
  parseDeadLetterAttributes,
} from './lib/dead-letter/dead-letter-attributes.ts'
export {
  checkDeadLetterConfig,
  DeadLetterConfig,
  isDeadLetterConfig,
  parseDeadLetterConfig,
} from './lib/dead-letter/dead-letter-config.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  AnyStandardSchema,
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
  type SnsNotification,
} from './lib/envelopes/sns-envelopes.ts'
export {
  checkSqsEvent,
  checkSqsMessage,
  type SqsEvent,
  type SqsEventRecord,
  type SqsMessage,
} from './lib/envelopes/sqs-envelopes.ts'
export { describeOutcome, type OutcomeDescription, type OutcomeReason } from './lib/outcome/describe-outcome.ts'
export type { NormalisedError } from './lib/outcome/normalised-error.ts'
export type {
  Carrier,
  DeadLetterOutcome,
  InvocationRecordOutcome,
  Outcome,
  StreamFailureOutcome,
  StreamFailureRecord,
  UnrecognisedOutcome,
} from './lib/outcome/outcome.ts'
export { readOutcome } from './lib/outcome/read-outcome.ts'
export { type OutcomesOfEvent, readOutcomes } from './lib/outcome/read-outcomes.ts'
export { checkTimeline, parseTimeline, type Timeline, type TimelineDocumentEntry } from './lib/outcome/timeline.ts'
export { type ComposedRecord, invocationRecord, type PayloadSchemas } from './lib/record/compose-invocation-record.ts'
export { formatInvocationRecord, type InvocationRecordParts } from './lib/record/format-invocation-record.ts'
export {
  checkInvocationRecord,
  type DeliveryError,
  InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/record/invocation-record.ts'
export {
  type FailureCondition,
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
  type RecordWith,
} from './lib/record/invocation-record-conditions.ts'
export { type RawPayloads, rawPayloads } from './lib/record/raw-payloads.ts'
export { checkS3Key, type S3Key } from './lib/record/s3-key.ts'
export { type Arn, parseArn } from './lib/reference/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  functionArn,
  parseFunctionReference,
  qualifiedFunctionArn,
} from './lib/reference/function-reference.ts'
export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
} from './lib/settings/desired-state.ts'
export {
  type DestinationSide,
  type EventInvokeConfig,
  eventInvokeBounds,
  eventInvokeDefaults,
  type NestedEventInvokeConfig,
  putEventInvokeConfig,
  toEventInvokeConfig,
  toEventInvokeConfigRequest,
  updateEventInvokeConfig,
} from './lib/settings/event-invoke-config.ts'
export {
  checkEventInvokeConfigRequest,
  EventInvokeConfigRequest,
  isEventInvokeConfigRequest,
  parseEventInvokeConfigRequest,
} from './lib/settings/event-invoke-config-request.ts'
export {
  checkFunctionEventInvokeConfig,
  FunctionEventInvokeConfig,
  isFunctionEventInvokeConfig,
  parseFunctionEventInvokeConfig,
  toFunctionEventInvokeConfig,
  toSdkFunctionEventInvokeConfig,
  type WireDestinationSide,
} from './lib/settings/function-event-invoke-config.ts'
export { earliestRetriesInSeconds, retrySchedule } from './lib/settings/retry-schedule.ts'
export {
  checkSdkFunctionEventInvokeConfig,
  isSdkFunctionEventInvokeConfig,
  parseSdkFunctionEventInvokeConfig,
  SdkFunctionEventInvokeConfig,
} from './lib/settings/sdk-function-event-invoke-config.ts'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetPurpose,
  type TargetReason,
} from './lib/target/read-target.ts'
export { absentDestinationRefusal, describeRefusedTarget, type TargetRefusal } from './lib/target/refusals.ts'
export {
  type TargetFacts,
  type TargetKind,
  type TargetUse,
  targetArn,
  targetKinds,
  targets,
} from './lib/target/targets.ts'

// Admission: what Lambda refuses, for those who must refuse the same.

export { checkDeadLetterTarget } from './lib/dead-letter/admit-dead-letter-config.ts'
export { checkFunctionReferenceModel, joinQualifier } from './lib/reference/admit-function-reference.ts'
export { helpUrlOf } from './lib/reference/help-url.ts'
export { modelRefusal, type Refusal, type RefusalCode, refusal, refusalText } from './lib/reference/refusal.ts'
export { type ConfigTest, inServiceOrder } from './lib/settings/admission-order.ts'
export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/settings/admit-event-invoke-config.ts'
export { deadLetterTargetPattern } from './lib/target/target-patterns.ts'
