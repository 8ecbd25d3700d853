export type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'
export type { TargetKind } from '@async-invoke/schemas/target'
export type { DeadLetter } from './lib/destination/dead-letter-message.ts'
export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { DestinationError, type DestinationErrorCode } from './lib/send/destination-error.ts'
export type { DeadLetterToSend, Outgoing, RecordToSend } from './lib/send/outgoing.ts'
export type { SendResult } from './lib/send/send-result.ts'
export {
  createSender,
  type Sender,
  type SenderClients,
  type SenderOptions,
  type SendOptions,
} from './lib/send/sender.ts'
export type { OversizePolicy, SizeOptions } from './lib/size/size-decision.ts'
export { type SizeLimits, sizeLimitsByYear } from './lib/size/size-limits.ts'
