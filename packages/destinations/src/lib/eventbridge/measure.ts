import { byteLength, kibibyte, mebibyte } from '../destination/bytes.ts'
import type { Measure } from '../destination/measure.ts'
import type { EventBridgeEntry, EventBridgePutEventsInput } from './entry.ts'

/**
 * An entry may have 1 MiB since January 2026. Its source, detail type, detail and resources count (DST-9).
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
export const eventBridgeMeasure = {
  maxBytes: { 2024: 256 * kibibyte, 2026: mebibyte },
  owns: (command) => 'Entries' in command,
  sizeOf: ({ Entries }) => Entries.reduce((sum, entry) => sum + entryLength(entry), 0),
  recordTextOf: ({ Entries }) => Entries[0].Detail,
  withRecordText: ({ Entries }, Detail) => ({ Entries: [{ ...Entries[0], Detail }] }),
} satisfies Measure<EventBridgePutEventsInput>

function entryLength({ Source, DetailType, Detail, Resources }: EventBridgeEntry): number {
  return [Source, DetailType, Detail, ...Resources].reduce((sum, value) => sum + byteLength(value), 0)
}
