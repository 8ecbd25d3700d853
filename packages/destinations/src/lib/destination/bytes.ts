import type { DeadLetterMessageAttributes } from './dead-letter-message.ts'

export const kibibyte = 1_024
export const mebibyte = 1_024 * kibibyte

/** Length of a string in bytes of UTF-8. */
export function byteLength(value: string): number {
  return new TextEncoder().encode(value).length
}

/** Size of message attributes: SQS and SNS count the name, type and value of each (DLQ-8). */
export function attributesLength(attributes: DeadLetterMessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue }]) => sum + byteLength(name + DataType + StringValue),
    0,
  )
}
