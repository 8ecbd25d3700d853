/** What `SendMessage` takes for a record, and nothing more; assignable to `SendMessageCommandInput`. */
export interface SqsMessage {
  readonly QueueUrl: string
  readonly MessageBody: string
}

/**
 * The SQS message of a record: the record is the body; no attributes, no delay, no group (DST-1).
 *
 * @example formatSqsMessage({ recordText: '{"version":"1.0",…}', queueUrl: 'https://sqs…/order-failures' })
 */
export function formatSqsMessage(record: { readonly recordText: string; readonly queueUrl: string }): SqsMessage {
  return { QueueUrl: record.queueUrl, MessageBody: record.recordText }
}
