export { type EventBridgeCommand, type EventBridgeEntry, formatEventBridgeEntry } from './lib/eventbridge/entry.ts'
export type { OutgoingRecord } from './lib/outgoing-record.ts'
