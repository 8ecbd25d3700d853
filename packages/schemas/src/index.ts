// Read a failure queue: any document to an outcome.

export { type OutcomesOfEvent, readOutcomes } from './lib/batch/read-outcomes.ts'
export type { TypedOutcome } from './lib/batch/typed-payloads.ts'
export type {
  AbortSignalLike,
  HandledOutcome,
  HandleOptions,
  UnrecognisedPolicy,
} from './lib/handle/handle-options.ts'
export { type BatchResponse, handleOutcomes } from './lib/handle/handle-outcomes.ts'
export { describeOutcome, type OutcomeDescription, type OutcomeReason } from './lib/outcome/describe-outcome.ts'
export type { ErrorReason } from './lib/outcome/error-reason.ts'
export { fingerprint } from './lib/outcome/fingerprint.ts'
export type { NormalisedError } from './lib/outcome/normalised-error.ts'
export { originalEvent, type SentEvent, type SentValue } from './lib/outcome/original-event.ts'
export type {
  DeadLetterOutcome,
  Envelope,
  InvocationRecordOutcome,
  NeighbourBody,
  Outcome,
  OutcomeOrigin,
  PayloadMismatchOutcome,
  PipeFailureOutcome,
  RuleDeadLetterOutcome,
  RuleDeadLetterSummary,
  ScheduleDeadLetterOutcome,
  ScheduleDeadLetterSummary,
  StreamFailureOutcome,
  StreamFailureRecord,
  UnrecognisedOutcome,
} from './lib/outcome/outcome.ts'
export { readOutcome } from './lib/outcome/read-outcome.ts'

// Invocation records: check, parse, narrow, format, type the payloads.

export {
  type ComposedRecord,
  createRecordSchema,
  type PayloadSchemas,
  type SchemaOutput,
} from './lib/record/compose-invocation-record.ts'
export { formatInvocationRecord, type InvocationRecordFields } from './lib/record/format-invocation-record.ts'
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
export { type RawPayloads, readRawPayloads } from './lib/record/raw-payloads.ts'

// Dead letters: attributes, and the setting that names the queue.

export { checkDeadLetterTarget } from './lib/dead-letter/admit-dead-letter-config.ts'
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

// Event invoke settings: each shape, Put and Update, admission.

export { checkDestinations, checkEventInvokeConfig } from './lib/settings/admit-event-invoke-config.ts'
export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
  type UnknownSettings,
} from './lib/settings/desired-state.ts'
export {
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
  type DestinationSide,
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

// Functions and targets: names, ARNs, and where Lambda sends to.

export { checkFunctionReference, resolveQualifier } from './lib/reference/admit-function-reference.ts'
export { type Arn, parseArn } from './lib/reference/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  formatFunctionArn,
  formatQualifiedFunctionArn,
  parseFunctionReference,
} from './lib/reference/function-reference.ts'
export { helpUrlOf } from './lib/reference/help-url.ts'
export { formatRefusals, type Refusal, type RefusalCode } from './lib/reference/refusal.ts'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetPurpose,
  type TargetReason,
} from './lib/target/read-target.ts'
export { describeRefusedTarget, type TargetRefusal } from './lib/target/refusals.ts'
export {
  formatTargetArn,
  type TargetFacts,
  type TargetKind,
  type TargetUse,
  targetKinds,
  targets,
} from './lib/target/targets.ts'

// Policies of execution roles.

export type { AccessContext } from './lib/policy/condition.ts'
export { type Access, type AccessRequest, decideAccess } from './lib/policy/decide-access.ts'
export {
  parseRolePolicy,
  type RolePolicyDocument,
  type RolePolicyPatterns,
  type RolePolicyStatement,
} from './lib/policy/policy-document.ts'
export { type NextPage, type RolePage, type RolePolicyApi, readRolePolicies } from './lib/policy/read-role-policies.ts'
export {
  deliveryContext,
  listConfigurePermissions,
  listSendPermissions,
  type Permission,
  type TargetOfFunction,
} from './lib/policy/target-permissions.ts'

// Envelopes, events of triggers, and other documents.

export {
  type BusEvent,
  type BusEventFields,
  checkBusEvent,
  checkScheduleEvent,
  type ScheduleEvent,
} from './lib/envelopes/bus-event.ts'
export { checkErrorResponse, type ErrorResponse } from './lib/envelopes/error-response.ts'
export { checkEventBridgeEvent, type EventBridgeEvent } from './lib/envelopes/eventbridge-envelope.ts'
export { checkS3Event, type S3Event, type S3EventObject, type S3EventRecord } from './lib/envelopes/s3-event.ts'
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
export { checkTimeline, parseTimeline, type Timeline, type TimelineDocumentEntry } from './lib/outcome/timeline.ts'
export { checkS3Key, type S3Key } from './lib/record/s3-key.ts'

// Common to all documents.

export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
