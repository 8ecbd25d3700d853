import { attributesLength, byteLength, kibibyte, mebibyte } from '../destination/bytes.ts'
import type { Measure } from '../destination/measure.ts'
import type { SqsDeadLetterInput } from './dead-letter.ts'
import type { SqsSendMessageInput } from './message.ts'

/**
 * A message may have 1 MiB since August 2025. Its body and attributes count (DST-9).
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const sqsMeasure = {
  maxBytes: { 2024: 256 * kibibyte, 2026: mebibyte },
  owns: (command) => 'MessageBody' in command,
  sizeOf: (command) =>
    byteLength(command.MessageBody) +
    ('MessageAttributes' in command ? attributesLength(command.MessageAttributes) : 0),
  recordTextOf: (command) => ('MessageAttributes' in command ? undefined : command.MessageBody),
  withRecordText: (command, MessageBody) => ({ ...command, MessageBody }),
} satisfies Measure<SqsSendMessageInput | SqsDeadLetterInput>
