import { Type } from '@sinclair/typebox'
import { timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const attributes = (description: string) =>
  Type.Unsafe<Record<string, { Type: string; Value: string }>>({
    type: 'object',
    additionalProperties: Type.Object({
      Type: Type.String({ description: '`String`, `Number`, `Binary` or `String.Array`.' }),
      Value: Type.String({ description: 'The value, numbers as text.' }),
    }),
    description,
  })

const common = {
  Type: Type.Literal('Notification', { description: 'Always `Notification`.' }),
  MessageId: Type.String({ minLength: 1, description: 'Id that SNS gave the message.' }),
  TopicArn: Type.String({ description: 'ARN of the topic.' }),
  Message: Type.String({ description: 'Invocation record, or the original event of a dead letter, as text.' }),
  Timestamp: Type.String({ pattern: timestampPattern, description: 'When SNS took the message: ISO 8601, UTC.' }),
  SignatureVersion: Type.Optional(Type.String({ description: '`1` or `2`.' })),
  Signature: Type.Optional(Type.String({ description: 'Base64 signature of the notification.' })),
}

/** The text that SNS puts into the body of a queue subscribed without raw delivery (CON-3). */
export const snsNotification = Type.Object(
  {
    ...common,
    Subject: Type.Optional(Type.String({ description: 'No such member when none was given.' })),
    SigningCertURL: Type.Optional(Type.String({ description: 'Spelled `URL` here, `Url` in the Lambda event.' })),
    UnsubscribeURL: Type.Optional(Type.String({ description: 'Spelled `URL` here, `Url` in the Lambda event.' })),
    MessageAttributes: Type.Optional(attributes('Only when there are some; on a dead letter RequestID and the rest.')),
  },
  {
    ...published('sns-notification', '1.0', 'SnsNotification'),
    description: 'A notification as SNS wraps it for SQS (Amazon SNS Developer Guide; members observed).',
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
        Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'null for destination records.' }),
      ),
      SigningCertUrl: Type.Optional(Type.String({ description: 'Spelled `Url` here, `URL` in the wrapped text.' })),
      UnsubscribeUrl: Type.Optional(Type.String({ description: 'Spelled `Url` here, `URL` in the wrapped text.' })),
      MessageAttributes: attributes('{} for an invocation record; RequestID and the rest for a dead letter (CON-6).'),
    },
    { description: 'The notification.' },
  ),
})

/** What a function gets that is subscribed to a topic (CON-2). */
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
