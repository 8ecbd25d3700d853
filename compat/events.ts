import { readFileSync } from 'node:fs'
import type { SQSRecord } from 'aws-lambda'

const vector = (path: string): string => readFileSync(new URL(`../vectors/${path}`, import.meta.url), 'utf8')

/** The text of a documented invocation record of a failure. */
export const recordText = vector('invocation-record/valid/retries-exhausted.json')

/** A message as Lambda's poller passes it on, complete enough for the strictest schema. */
export function sqsRecord(messageId: string, body: string): SQSRecord {
  return {
    messageId,
    receiptHandle: `handle-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1770714031902',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1770714031910',
    },
    messageAttributes: {},
    md5OfBody: '098f6bcd4621d373cade4e832627b4f6',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:failures',
    awsRegion: 'us-east-1',
  }
}
