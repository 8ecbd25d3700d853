// For everybody who reads or writes records and settings.

// Admission: what Lambda refuses, for those who must refuse the same.
export { checkDeadLetterTarget } from './lib/admit-dead-letter-config.ts'
export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/admit-event-invoke-config.ts'
export { checkFunctionReferenceModel, joinQualifier } from './lib/admit-function-reference.ts'
export { type Arn, parseArn } from './lib/arn.ts'
export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
} from './lib/desired-state.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export {
  type DestinationSide,
  type EventInvokeConfig,
  type EventInvokeConfigRequest,
  eventInvokeDefaults,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from './lib/event-invoke-config.ts'
export { formatInvocationRecord, type InvocationRecordParts } from './lib/format-invocation-record.ts'
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
  type InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/invocation-record.ts'
export type { Issue } from './lib/issue.ts'
export { modelRefusal, type Refusal, type RefusalCode, refusalText } from './lib/refusal.ts'
