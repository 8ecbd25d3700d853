// Pure formatters: a record in, the input of an SDK command out. Sending is in the subpath `./send`.
export { type EventBridgeCommand, type EventBridgeEntry, formatEventBridgeEntry } from './lib/eventbridge-entry.ts'
export type { OutgoingRecord } from './lib/outgoing-record.ts'
export { formatSqsMessage, type SqsMessage } from './lib/sqs-message.ts'
