import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** Input of `Publish` for a record, assignable to `PublishCommandInput`. */
export interface SnsPublishInput {
  readonly TopicArn: string
  readonly Message: string
}

/**
 * Formats a record for SNS: the record is the message, without subject, attributes or message structure (DST-2).
 * Recorded from AWS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatSnsMessage({ recordText: '{"version":"1.0",…}', destinationArn: topicArn })
 * ```
 */
export function formatSnsMessage(record: Pick<OutgoingRecord, 'recordText' | 'destinationArn'>): SnsPublishInput {
  return { TopicArn: record.destinationArn, Message: record.recordText }
}
