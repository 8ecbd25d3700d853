import { checkSqsEvent } from '@async-invoke/schemas/trigger-events'
import { describe, expect, it } from 'vitest'
import { toSqsRecord } from './sqs-record.ts'

const source = { queueArn: 'arn:aws:sqs:us-east-1:123456789012:q.fifo', region: 'us-east-1', hasWindow: false }

describe('toSqsRecord', () => {
  it('writes members and attributes in the order of Lambda (ESM-6, CON-1)', () => {
    const message = {
      MessageId: 'm-1',
      ReceiptHandle: 'r-1',
      Body: '{}',
      MD5OfBody: '99914b932bd37a50b983c5e7c90ae93b',
      Attributes: {
        SenderId: 'AIDA',
        ApproximateFirstReceiveTimestamp: '1764320000012',
        ApproximateReceiveCount: '2',
        MessageDeduplicationId: 'd-1',
        SentTimestamp: '1764320000000',
        MessageGroupId: 'g-1',
        SequenceNumber: '18849496460467696128',
      },
      MessageAttributes: { file: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) } },
      MD5OfMessageAttributes: '0408e6e0ca5dc9b3d2fcd2fbc4ba2b2e',
    }
    expect(checkSqsEvent({ Records: [toSqsRecord(message, source)] })).toEqual([])
    expect(JSON.stringify(toSqsRecord(message, source), null, 1)).toMatchInlineSnapshot(`
      "{
       "messageId": "m-1",
       "receiptHandle": "r-1",
       "body": "{}",
       "attributes": {
        "ApproximateReceiveCount": "2",
        "SentTimestamp": "1764320000000",
        "SequenceNumber": "18849496460467696128",
        "MessageGroupId": "g-1",
        "SenderId": "AIDA",
        "MessageDeduplicationId": "d-1",
        "ApproximateFirstReceiveTimestamp": "1764320000012"
       },
       "messageAttributes": {
        "file": {
         "binaryValue": "AQI=",
         "stringListValues": [],
         "binaryListValues": [],
         "dataType": "Binary"
        }
       },
       "md5OfMessageAttributes": "0408e6e0ca5dc9b3d2fcd2fbc4ba2b2e",
       "md5OfBody": "99914b932bd37a50b983c5e7c90ae93b",
       "eventSource": "aws:sqs",
       "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:q.fifo",
       "awsRegion": "us-east-1"
      }"
    `)
  })

  it('has a null checksum of missing attributes where the mapping has a window, and none otherwise (ESM-6)', () => {
    const message = { MessageId: 'm-1', Body: 'text' }
    expect(toSqsRecord(message, source)).not.toHaveProperty('md5OfMessageAttributes')
    expect(toSqsRecord(message, { ...source, hasWindow: true })).toHaveProperty('md5OfMessageAttributes', null)
  })
})
