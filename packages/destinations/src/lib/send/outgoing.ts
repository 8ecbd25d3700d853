import type { DeadLetter } from '../destination/dead-letter-message.ts'
import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** A record to send. */
export interface RecordToSend extends Omit<OutgoingRecord, 'timestamp'> {
  /** When the record was made: ISO 8601. Only S3 needs it, and reads it from the record where it is missing. */
  readonly timestamp?: string
  /**
   * The event's trace header, sent beside the message as Lambda sends it, not in it (DLQ-11, TRC-1). One that no request can
   * carry is left out: it is empty, has more than 1,024 characters, or one that ASCII cannot print.
   */
  readonly traceHeader?: string
}

/** A dead letter to send. */
export interface DeadLetterToSend extends DeadLetter {
  /** Qualified ARN of the function whose event failed. */
  readonly functionArn: string
  /** ARN of the dead-letter queue or topic, as configured. */
  readonly destinationArn: string
  /**
   * The event's trace header, sent beside the message as Lambda sends it, not in it (DLQ-11, TRC-1). One that no request can
   * carry is left out: it is empty, has more than 1,024 characters, or one that ASCII cannot print.
   */
  readonly traceHeader?: string
}

/** A record or a dead letter to send. */
export type Outgoing = RecordToSend | DeadLetterToSend

export function isDeadLetter(outgoing: Outgoing): outgoing is DeadLetterToSend {
  return 'payload' in outgoing
}
