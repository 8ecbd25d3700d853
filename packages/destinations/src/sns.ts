export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatSnsMessage, type SnsPublishInput } from './lib/sns/message.ts'
