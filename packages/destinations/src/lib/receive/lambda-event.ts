import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas/invocation-record'
import { recordToReceive, type ToReceive } from './sent.ts'

/**
 * The event of a destination function: the record itself (DST-3).
 *
 * @param sent - a record, its text, or the input of `Invoke`
 * @throws `DocumentError` if it is no record, as Lambda sends nothing else there.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * await consumer(asLambdaEvent(recordText))
 * ```
 */
export function asLambdaEvent(sent: ToReceive): InvocationRecord {
  return parseInvocationRecord(recordToReceive(sent).recordText)
}
