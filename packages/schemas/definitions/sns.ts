import { Type } from '@sinclair/typebox'
import { timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const attributes = (description: string) =>
  Type.Unsafe<Record<string, { Type: string; Value: string }>>({
    type: 'object',
    additionalProperties: Type.Object({
      Type: Type.String({ description: '`String`, `Number`, `Binary` or `String.Array`.' }),
      Value: Type.String({ description: 'The value, a string for numbers too.' }),
    }),
    description,
  })

const common = {
  Type: Type.Literal('Notification', { description: 'Always `Notification`.' }),
  MessageId: Type.String({ minLength: 1, description: 'Id that SNS gave the message.' }),
  TopicArn: Type.String({ description: 'ARN of the topic.' }),
  Message: Type.String({ description: 'The invocation record, or the original event of a dead letter, as a string.' }),
  Timestamp: Type.String({ pattern: timestampPattern, description: 'When SNS accepted the message: ISO 8601, UTC.' }),
  SignatureVersion: Type.Optional(Type.String({ description: '`1` or `2`.' })),
  Signature: Type.Optional(Type.String({ description: 'Base64 signature of the notification.' })),
}

/** The JSON in the body of an SQS message if the queue is subscribed without raw delivery (CON-3). */
export const snsNotification = Type.Object(
  {
    ...common,
    Subject: Type.Optional(Type.String({ description: 'Absent if the message has none.' })),
    SigningCertURL: Type.Optional(Type.String({ description: "Spelled `URL` here, `Url` in Lambda's event." })),
    UnsubscribeURL: Type.Optional(Type.String({ description: "Spelled `URL` here, `Url` in Lambda's event." })),
    MessageAttributes: Type.Optional(attributes('Absent without attributes; on a dead letter RequestID and the rest.')),
  },
  {
    ...published('sns-notification', '1.0', 'SnsNotification'),
    description: 'A notification as SNS sends it to SQS (Amazon SNS Developer Guide; members observed).',
    examples: [
      {
        Type: 'Notification',
        MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
        TopicArn: 'arn:aws:sns:us-east-1:123456789012:order-dlq-topic',
        Message: '{"orderId":"A-1002","items":[],"total":0}',
        Timestamp: '2026-02-10T09:20:32.015Z',
        SignatureVersion: '1',
        Signature: 'RXhhbXBsZVNpZ25hdHVyZQ==',
        SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
        UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
        MessageAttributes: { ErrorCode: { Type: 'Number', Value: '200' } },
      },
    ],
  },
)

const snsEventRecord = Type.Object({
  EventSource: Type.Literal('aws:sns', { description: 'Always `aws:sns`.' }),
  EventVersion: Type.String({ description: '`1.0`.' }),
  EventSubscriptionArn: Type.String({ description: 'ARN of the subscription.' }),
  Sns: Type.Object(
    {
      ...common,
      Subject: Type.Optional(
        Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'null for invocation records.' }),
      ),
      SigningCertUrl: Type.Optional(Type.String({ description: 'Spelled `Url` here, `URL` in the notification.' })),
      UnsubscribeUrl: Type.Optional(Type.String({ description: 'Spelled `Url` here, `URL` in the notification.' })),
      MessageAttributes: attributes('{} for an invocation record; RequestID and the rest for a dead letter (CON-6).'),
    },
    { description: 'The notification.' },
  ),
})

/** The event of a function that is subscribed to a topic (CON-2). */
export const snsEvent = Type.Object(
  { Records: Type.Array(snsEventRecord, { description: 'SNS sends one element per event.' }) },
  {
    ...published('sns-event', '1.0', 'SnsEvent'),
    description: "Lambda's event for an SNS topic (Lambda Developer Guide, Amazon SNS; members observed).",
    examples: [
      {
        Records: [
          {
            EventSource: 'aws:sns',
            EventVersion: '1.0',
            EventSubscriptionArn: 'arn:aws:sns:us-east-1:123456789012:order-results:5be5f1c2',
            Sns: {
              Type: 'Notification',
              MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
              TopicArn: 'arn:aws:sns:us-east-1:123456789012:order-results',
              Subject: null,
              Message: '{"orderId":"A-1002","items":[],"total":0}',
              Timestamp: '2026-02-10T09:15:02.601Z',
              SignatureVersion: '1',
              Signature: 'RXhhbXBsZVNpZ25hdHVyZQ==',
              SigningCertUrl: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
              UnsubscribeUrl: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
              MessageAttributes: {},
            },
          },
        ],
      },
    ],
  },
)
