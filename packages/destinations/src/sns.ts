export type { OutgoingRecord } from './lib/outgoing-record.ts'
export { formatSnsMessage, type SnsMessage } from './lib/sns/message.ts'
