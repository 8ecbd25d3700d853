export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatSqsMessage, type SqsMessage } from './lib/sqs/message.ts'
