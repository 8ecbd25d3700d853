import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** What `Publish` takes for a record, and nothing more; assignable to `PublishCommandInput`. */
export interface SnsPublishInput {
  readonly TopicArn: string
  readonly Message: string
}

/**
 * The SNS message of a record: the record is the message; no subject, no attributes, no message structure (DST-2).
 *
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations"; recorded on AWS.
 *
 * @example formatSnsMessage({ recordText: '{"version":"1.0",…}', destinationArn: topicArn })
 */
export function formatSnsMessage(record: Pick<OutgoingRecord, 'recordText' | 'destinationArn'>): SnsPublishInput {
  return { TopicArn: record.destinationArn, Message: record.recordText }
}
