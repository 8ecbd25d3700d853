export { DestinationError, type DestinationErrorCode } from './lib/destination-error.ts'
export type { OutgoingRecord } from './lib/outgoing-record.ts'
export { createSender, type Sender, type SenderClients, type SendOptions } from './lib/sender.ts'
