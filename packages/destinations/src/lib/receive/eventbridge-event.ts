import type { EventBridgeEvent } from '@async-invoke/schemas/envelopes'
import { formatTargetArn } from '@async-invoke/schemas/target'
import { formatEventBridgeEntry } from '../eventbridge/entry.ts'
import { idOf } from './checksums.ts'
import { type ReceiveOptions, recordToReceive, type ToReceive } from './sent.ts'

/** Options of {@link asEventBridgeEvent}. */
export interface EventBridgeEventOptions extends ReceiveOptions {
  /**
   * ARN of the event bus.
   *
   * @defaultValue the bus `default` in the region and account of the record's function
   */
  readonly eventBusArn?: string
}

/**
 * The event that a rule passes to its target, around a record that Lambda sent to the event bus (CON-4, DST-4). Through a
 * queue: `asSqsEvent(JSON.stringify(asEventBridgeEvent(record)))`.
 *
 * @param sent - a record, its text, or the input of `PutEvents`
 * @throws `DocumentError` if it is no record, as Lambda sends nothing else there.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
 * @example
 * ```ts
 * await consumer(asEventBridgeEvent(record))
 * ```
 */
export function asEventBridgeEvent(sent: ToReceive, options: EventBridgeEventOptions = {}): EventBridgeEvent {
  const { home, ...record } = recordToReceive(sent)
  const destinationArn = options.eventBusArn ?? formatTargetArn('eventbridge', home, 'default')
  const [{ Source, DetailType, Resources, Detail }] = formatEventBridgeEntry({ ...record, destinationArn }).Entries
  return {
    version: '0',
    id: idOf(Detail),
    'detail-type': DetailType,
    source: Source,
    account: home.accountId,
    time: (options.sentAt ?? new Date(record.timestamp)).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: home.region,
    resources: [...Resources],
    detail: JSON.parse(Detail),
  }
}
