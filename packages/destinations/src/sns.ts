export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatSnsMessage, type SnsMessage } from './lib/sns/message.ts'
