export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export { type Refusal, type RefusalCode, refusalText } from './lib/reference/refusal.ts'
export { type ConfigTest, inServiceOrder } from './lib/settings/admission-order.ts'
export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/settings/admit-event-invoke-config.ts'
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
export type { TargetRefusal } from './lib/target/refusals.ts'
export { absentDestinationRefusal } from './lib/target/refusals.ts'
