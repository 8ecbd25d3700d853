import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** Input of `PutEvents` for a record, assignable to `PutEventsCommandInput`. */
export interface EventBridgePutEventsInput {
  readonly Entries: [EventBridgeEntry]
}

/** The entry of an {@link EventBridgePutEventsInput}. */
export interface EventBridgeEntry {
  readonly Source: 'lambda'
  readonly DetailType: `Lambda Function Invocation Result - ${'Success' | 'Failure'}`
  /** ARNs of the event bus and the function, in this order. */
  readonly Resources: [string, string]
  readonly Detail: string
  readonly EventBusName: string
}

/**
 * Formats a record as an EventBridge entry (DST-4): source `lambda`, an ASCII hyphen in the detail type, the event bus
 * before the function in the resources. Every condition but `Success` is a `Failure` (DST-5). Recordings from AWS show
 * this form; its documentation differs in places.
 *
 * `Time` and `TraceHeader` stay unset, since a consumer cannot see whether Lambda sets them (U-13).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatEventBridgeEntry({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: busArn })
 * ```
 */
export function formatEventBridgeEntry(record: Omit<OutgoingRecord, 'timestamp'>): EventBridgePutEventsInput {
  const { recordText, functionArn, condition, destinationArn } = record
  return {
    Entries: [
      {
        Source: 'lambda',
        DetailType: `Lambda Function Invocation Result - ${condition === 'Success' ? 'Success' : 'Failure'}`,
        Resources: [destinationArn, functionArn],
        Detail: recordText,
        EventBusName: destinationArn,
      },
    ],
  }
}
