export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export {
  type EventBridgeEntry,
  type EventBridgePutEventsInput,
  formatEventBridgeEntry,
} from './lib/eventbridge/entry.ts'
