import type { DeadLetterMessageAttributes } from './dead-letter-message.ts'

export const kibibyte = 1_024
export const mebibyte = 1_024 * kibibyte

/** Bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** SQS and SNS count the name, type and value of each message attribute (DLQ-8). */
export function attributesLength(attributes: DeadLetterMessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue }]) => sum + byteLength(name + DataType + StringValue),
    0,
  )
}
