export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatSqsMessage, type SqsSendMessageInput } from './lib/sqs/message.ts'
