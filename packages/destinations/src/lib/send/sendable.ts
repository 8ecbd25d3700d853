import type { DeadLetter } from '../destination/dead-letter-message.ts'
import type { OutgoingRecord, RecordToFormat } from '../destination/outgoing-record.ts'

interface Traced {
  /** The event's trace header; it travels beside the message, as Lambda sends it, and not in it (DLQ-11, TRC-1). */
  readonly traceHeader?: string
}

/** A record to send. Only S3 needs the timestamp, and reads it from the record where it is missing. */
export type RecordToSend = RecordToFormat & Traced

/** A dead letter to send; `functionArn` is the function whose event it was. */
export type DeadLetterToSend = DeadLetter & Pick<OutgoingRecord, 'functionArn' | 'destinationArn'> & Traced

export type Sendable = RecordToSend | DeadLetterToSend

export function isDeadLetter(sendable: Sendable): sendable is DeadLetterToSend {
  return 'payload' in sendable
}
