export {
  checkDestinations,
  checkEventInvokeConfig,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
} from './lib/admit-event-invoke-config.ts'
export {
  type DestinationSide,
  type EventInvokeConfig,
  type EventInvokeConfigRequest,
  eventInvokeDefaults,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from './lib/event-invoke-config.ts'
export { type Refusal, type RefusalCode, refusalText } from './lib/refusal.ts'
