export { DestinationError, type DestinationErrorCode } from './lib/send/destination-error.ts'
export type { SendResult } from './lib/send/send-result.ts'
export type { DeadLetterToSend, RecordToSend, Sendable } from './lib/send/sendable.ts'
export {
  createSender,
  type Sender,
  type SenderClients,
  type SenderOptions,
  type SendOptions,
} from './lib/send/sender.ts'
