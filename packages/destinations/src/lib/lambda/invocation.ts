import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** What `Invoke` takes for a record, and nothing more; assignable to `InvokeCommandInput`. */
export interface LambdaInvokeInput {
  /** The destination's ARN with the qualifier it was configured with (U-23). */
  readonly FunctionName: string
  readonly InvocationType: 'Event'
  readonly Payload: string
}

/**
 * The invocation of a destination function: the record is the event, and the invocation is an asynchronous one with a
 * request id, retries and destinations of its own (DST-3).
 *
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations"; recorded on AWS.
 *
 * @example formatLambdaInvocation({ recordText: '{"version":"1.0",…}', destinationArn: functionArn })
 */
export function formatLambdaInvocation(
  record: Pick<OutgoingRecord, 'recordText' | 'destinationArn'>,
): LambdaInvokeInput {
  return { FunctionName: record.destinationArn, InvocationType: 'Event', Payload: record.recordText }
}
