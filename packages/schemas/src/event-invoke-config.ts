export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/admit-event-invoke-config.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
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
export {
  checkFunctionEventInvokeConfig,
  FunctionEventInvokeConfig,
  isFunctionEventInvokeConfig,
  parseFunctionEventInvokeConfig,
  sdkViewOf,
  type WireDestinationSide,
} from './lib/function-event-invoke-config.ts'
export type { Issue } from './lib/issue.ts'
export { type Refusal, type RefusalCode, refusalText } from './lib/refusal.ts'
export {
  checkSdkFunctionEventInvokeConfig,
  isSdkFunctionEventInvokeConfig,
  parseSdkFunctionEventInvokeConfig,
  SdkFunctionEventInvokeConfig,
} from './lib/sdk-function-event-invoke-config.ts'
