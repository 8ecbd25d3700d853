import { attributesLength, byteLength, kibibyte } from '../destination/bytes.ts'
import type { Measure } from '../destination/measure.ts'
import type { SnsDeadLetterInput } from './dead-letter.ts'
import type { SnsPublishInput } from './message.ts'

/**
 * A message may have 256 KiB, unless the topic's attribute `MaximumMessageSize` says otherwise (DST-9a). Its text and
 * attributes count (DST-9).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const snsMeasure = {
  maxBytes: { 2024: 256 * kibibyte, 2026: 256 * kibibyte },
  owns: (command) => 'TopicArn' in command,
  sizeOf: (command) =>
    byteLength(command.Message) + ('MessageAttributes' in command ? attributesLength(command.MessageAttributes) : 0),
  recordTextOf: (command) => ('MessageAttributes' in command ? undefined : command.Message),
  withRecordText: (command, Message) => ({ ...command, Message }),
} satisfies Measure<SnsPublishInput | SnsDeadLetterInput>
