export type { OutgoingRecord } from './lib/outgoing-record.ts'
export { formatSqsMessage, type SqsMessage } from './lib/sqs/message.ts'
