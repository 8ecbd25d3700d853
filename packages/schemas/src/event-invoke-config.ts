export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export { type FunctionReference, parseFunctionReference } from './lib/reference/function-reference.ts'
export { formatRefusals, type Refusal, type RefusalCode } from './lib/reference/refusal.ts'
export { checkDestinations, checkEventInvokeConfig } from './lib/settings/admit-event-invoke-config.ts'
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
export type { RefusedTarget, TargetReason } from './lib/target/read-target.ts'
export type { TargetRefusal } from './lib/target/refusals.ts'
export type { TargetKind, TargetUse } from './lib/target/targets.ts'
