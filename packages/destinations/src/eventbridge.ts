export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { type EventBridgeCommand, type EventBridgeEntry, formatEventBridgeEntry } from './lib/eventbridge/entry.ts'
