import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** Input of `SendMessage` for a record, assignable to `SendMessageCommandInput`. */
export interface SqsSendMessageInput {
  readonly QueueUrl: string
  readonly MessageBody: string
}

/**
 * Formats a record for SQS: the record is the body, without attributes, delay or message group (DST-1). Recorded from
 * AWS.
 *
 * @param record - with the URL of the queue, which `createSender` looks up
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatSqsMessage({ recordText: '{"version":"1.0",…}', queueUrl: 'https://sqs…/order-failures' })
 * ```
 */
export function formatSqsMessage(
  record: Pick<OutgoingRecord, 'recordText'> & { readonly queueUrl: string },
): SqsSendMessageInput {
  return { QueueUrl: record.queueUrl, MessageBody: record.recordText }
}
