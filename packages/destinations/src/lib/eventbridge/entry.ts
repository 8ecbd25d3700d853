import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** What `PutEvents` takes for a record; assignable to `PutEventsCommandInput`. */
export interface EventBridgePutEventsInput {
  readonly Entries: [EventBridgeEntry]
}

export interface EventBridgeEntry {
  readonly Source: 'lambda'
  readonly DetailType: `Lambda Function Invocation Result - ${'Success' | 'Failure'}`
  /** The event bus, then the function: in this order. */
  readonly Resources: [string, string]
  readonly Detail: string
  readonly EventBusName: string
}

/**
 * The EventBridge entry of a record (DST-4): source `lambda`, an ASCII hyphen in the detail type, the bus before the
 * function in the resources. Every condition but Success is a `Failure` (DST-5).
 *
 * `Time` and `TraceHeader` are left unset: whether Lambda sets them cannot be seen downstream (U-13).
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations", corrected by recordings on AWS.
 *
 * @example formatEventBridgeEntry({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: busArn })
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
