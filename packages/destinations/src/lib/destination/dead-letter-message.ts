import type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'

/** A failed event and the cause of its failure. */
export interface DeadLetter {
  /** The event as accepted; empty for an invocation without a payload. */
  readonly payload: Uint8Array
  /** Request id and cause, as `composeDeadLetterAttributes` returns them. */
  readonly attributes: DeadLetterSummary
}

/** One message attribute of a dead letter, as SQS and SNS accept it. */
export type DeadLetterMessageAttribute<DataType extends 'String' | 'Number'> = {
  readonly DataType: DataType
  readonly StringValue: string
}

/** The message attributes of a dead letter, the same for SQS and SNS: these and no others (DLQ-2, DLQ-3). */
export type DeadLetterMessageAttributes = {
  readonly RequestID: DeadLetterMessageAttribute<'String'>
  /** Missing for zero reserved concurrency. */
  readonly ErrorCode?: DeadLetterMessageAttribute<'Number'>
  /** Missing if the message is empty, since both services refuse empty values. */
  readonly ErrorMessage?: DeadLetterMessageAttribute<'String'>
}

export function formatMessageAttributes({
  RequestID,
  ErrorCode,
  ErrorMessage,
}: DeadLetterSummary): DeadLetterMessageAttributes {
  return {
    RequestID: { DataType: 'String', StringValue: RequestID },
    ...(ErrorCode !== undefined && { ErrorCode: { DataType: 'Number', StringValue: String(ErrorCode) } }),
    ...(ErrorMessage !== '' && { ErrorMessage: { DataType: 'String', StringValue: ErrorMessage } }),
  }
}

/** Decodes the payload of an event; an empty one stands for `{}` (U-24). Throws `TypeError` if it is not UTF-8. */
export function decodePayload(payload: Uint8Array): string {
  if (payload.length === 0) return '{}'
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload)
}
