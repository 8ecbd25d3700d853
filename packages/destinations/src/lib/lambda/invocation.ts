import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** Input of `Invoke` for a record, assignable to `InvokeCommandInput`. */
export interface LambdaInvokeInput {
  /** ARN of the destination, with its qualifier as configured (U-23). */
  readonly FunctionName: string
  readonly InvocationType: 'Event'
  readonly Payload: string
}

/**
 * Formats a record as the event of a destination function. The invocation is asynchronous, with its own request id,
 * retries and destinations (DST-3). Recorded from AWS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatLambdaInvocation({ recordText: '{"version":"1.0",…}', destinationArn: functionArn })
 * ```
 */
export function formatLambdaInvocation(
  record: Pick<OutgoingRecord, 'recordText' | 'destinationArn'>,
): LambdaInvokeInput {
  return { FunctionName: record.destinationArn, InvocationType: 'Event', Payload: record.recordText }
}
