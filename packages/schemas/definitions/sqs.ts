import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

const stringMap = (description: string) =>
  Type.Unsafe<Record<string, string>>({ type: 'object', additionalProperties: { type: 'string' }, description })

const apiAttribute = Type.Object({
  DataType: Type.String({ description: '`String`, `Number` or `Binary`, with an optional label after a dot.' }),
  StringValue: Type.Optional(
    Type.String({ description: 'The value, a string for numbers too; missing for binary ones.' }),
  ),
})

const eventAttribute = Type.Object({
  dataType: Type.String({ description: '`String`, `Number` or `Binary`, with an optional label after a dot.' }),
  stringValue: Type.Optional(
    Type.String({ description: 'The value, a string for numbers too; missing for binary ones.' }),
  ),
})

const body =
  'An invocation record, the original event of a dead letter, an SNS notification or an EventBridge event, as a string.'
const systemAttributes =
  'System attributes, every value a string: SenderId, SentTimestamp, ApproximateReceiveCount, AWSTraceHeader (DLQ-11).'

/** One message of ReceiveMessage. */
export const sqsMessage = Type.Object(
  {
    MessageId: Type.String({ minLength: 1, description: 'Id that SQS gave the message.' }),
    ReceiptHandle: Type.String({ minLength: 1, description: 'Handle for deleting the message.' }),
    Body: Type.String({ description: body }),
    MD5OfBody: Type.Optional(Type.String({ description: 'Checksum of the body.' })),
    Attributes: Type.Optional(stringMap(`${systemAttributes} Only those requested.`)),
    MD5OfMessageAttributes: Type.Optional(Type.String({ description: 'Only with message attributes (CON-7).' })),
    MessageAttributes: Type.Optional(
      Type.Unsafe<Record<string, { DataType: string; StringValue?: string }>>({
        type: 'object',
        additionalProperties: apiAttribute,
        description: 'On a dead letter RequestID, ErrorCode, ErrorMessage; only if ReceiveMessage requested them.',
      }),
    ),
  },
  {
    ...published('sqs-message', '2012-11-05', 'SqsMessage'),
    description: 'A message as ReceiveMessage returns it (Amazon SQS API reference, Message).',
    examples: [
      {
        MessageId: '0d3f6a18-9b27-4c5e-8a41-7e2d90c1b6f5',
        ReceiptHandle: 'AQEBexampleReceiptHandle==',
        MD5OfBody: '8588cc613b8f673cd527922c2ea2074c',
        Body: '{"orderId":"A-1002","items":[],"total":0}',
        MessageAttributes: {
          ErrorCode: { StringValue: '200', DataType: 'Number' },
          ErrorMessage: { StringValue: 'Order A-1002 has no items', DataType: 'String' },
          RequestID: { StringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', DataType: 'String' },
        },
      },
    ],
  },
)

const sqsEventRecord = Type.Object({
  messageId: Type.String({ minLength: 1, description: 'Id that a partial batch response names.' }),
  receiptHandle: Type.String({ minLength: 1, description: 'Handle for deleting the message.' }),
  body: Type.String({ description: body }),
  attributes: stringMap(systemAttributes),
  messageAttributes: Type.Unsafe<Record<string, { dataType: string; stringValue?: string }>>({
    type: 'object',
    additionalProperties: eventAttribute,
    description: '{} for an invocation record; RequestID, ErrorCode, ErrorMessage for a dead letter (CON-5).',
  }),
  md5OfBody: Type.Optional(Type.String({ description: 'Checksum of the body.' })),
  md5OfMessageAttributes: Type.Optional(Type.String({ description: 'Only with message attributes (CON-7).' })),
  eventSource: Type.Literal('aws:sqs', { description: 'Always `aws:sqs`.' }),
  eventSourceARN: Type.String({ description: 'ARN of the queue.' }),
  awsRegion: Type.String({ description: 'Region of the queue.' }),
})

/** The event of a function that reads a queue through an event source mapping (CON-1). */
export const sqsEvent = Type.Object(
  { Records: Type.Array(sqsEventRecord, { description: 'One element per message.' }) },
  {
    ...published('sqs-event', '1.0', 'SqsEvent'),
    description: "Lambda's event for an SQS queue (Lambda Developer Guide, Amazon SQS; members observed).",
    examples: [
      {
        Records: [
          {
            messageId: '0d3f6a18-9b27-4c5e-8a41-7e2d90c1b6f5',
            receiptHandle: 'AQEBexampleReceiptHandle==',
            body: '{"orderId":"A-1002","items":[],"total":0}',
            attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1770715232050' },
            messageAttributes: {
              RequestID: {
                stringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
                stringListValues: [],
                binaryListValues: [],
                dataType: 'String',
              },
            },
            md5OfBody: '8588cc613b8f673cd527922c2ea2074c',
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:order-dlq',
            awsRegion: 'us-east-1',
          },
        ],
      },
    ],
  },
)
