import type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'

/** An event that failed for good, and why. */
export interface DeadLetter {
  /** The event as it was accepted; no bytes for an invocation without a body. */
  readonly payload: Uint8Array
  /** Its request id and the cause: what `composeDeadLetterAttributes` of `@async-invoke/schemas` gives. */
  readonly attributes: DeadLetterSummary
}

export type DeadLetterMessageAttribute<DataType extends 'String' | 'Number'> = {
  readonly DataType: DataType
  readonly StringValue: string
}

/** The message attributes of a dead letter, the same for SQS and SNS: these names, and no others (DLQ-2, DLQ-3). */
export type DeadLetterMessageAttributes = {
  readonly RequestID: DeadLetterMessageAttribute<'String'>
  /** Missing for zero reserved concurrency. */
  readonly ErrorCode?: DeadLetterMessageAttribute<'Number'>
  /** Missing when there is nothing to say: both services refuse an empty value. */
  readonly ErrorMessage?: DeadLetterMessageAttribute<'String'>
}

export function messageAttributes({
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

export function eventText(bytes: Uint8Array): string {
  if (bytes.length === 0) return '{}'
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
