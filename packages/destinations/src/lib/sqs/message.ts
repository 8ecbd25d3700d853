import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** What `SendMessage` takes for a record, and nothing more; assignable to `SendMessageCommandInput`. */
export interface SqsSendMessageInput {
  readonly QueueUrl: string
  readonly MessageBody: string
}

/**
 * The SQS message of a record: the record is the body; no attributes, no delay, no group (DST-1).
 *
 * Shape: takes the URL of the queue, which its ARN does not tell; `createSender` asks for it.
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations"; recorded on AWS.
 *
 * @example formatSqsMessage({ recordText: '{"version":"1.0",…}', queueUrl: 'https://sqs…/order-failures' })
 */
export function formatSqsMessage(
  record: Pick<OutgoingRecord, 'recordText'> & { readonly queueUrl: string },
): SqsSendMessageInput {
  return { QueueUrl: record.queueUrl, MessageBody: record.recordText }
}
