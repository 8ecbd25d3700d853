import type { SnsEvent, SnsEventRecord } from '@async-invoke/schemas/envelopes'
import { formatTargetArn } from '@async-invoke/schemas/target'
import { serviceUrl } from '../destination/service-url.ts'
import { idOf } from './checksums.ts'
import { type ReceiveOptions, sentMessage, type ToReceive } from './sent.ts'

/**
 * Lambda's event for a topic with the members that AWS always sends, assignable to `SNSEvent` of `@types/aws-lambda`. The
 * event also has `Subject: null`, which that type does not know.
 */
export interface ReceivedSnsEvent extends SnsEvent {
  Records: (Omit<SnsEventRecord, 'Sns'> & {
    Sns: Omit<SnsEventRecord['Sns'], 'Subject'> & {
      SignatureVersion: string
      Signature: string
      SigningCertUrl: string
      UnsubscribeUrl: string
    }
  })[]
}

/** Options of {@link asSnsEvent} and {@link asSnsNotification}. */
export interface SnsEventOptions extends ReceiveOptions {
  /**
   * ARN of the topic.
   *
   * @defaultValue a topic `failures` in the region and account of the record's function
   */
  readonly topicArn?: string
}

/**
 * The event of a function that is subscribed to a topic, around what Lambda sent to the topic (CON-2, CON-6).
 *
 * @param sent - a record, its text, a dead letter or the input of an SDK command
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 * @example
 * ```ts
 * await consumer(asSnsEvent({ payload: '{"orderId":"A-1002"}', attributes }))
 * ```
 */
export function asSnsEvent(sent: ToReceive, options: SnsEventOptions = {}): ReceivedSnsEvent {
  const { fields, signature, subscriptionArn, urls, attributes } = notificationParts(sent, options)
  const Sns = {
    ...fields,
    Subject: null,
    ...signature,
    SigningCertUrl: urls.signingCert,
    UnsubscribeUrl: urls.unsubscribe,
    MessageAttributes: attributes,
  }
  return {
    Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, Sns }],
  }
}

/**
 * The body of the SQS message that a queue receives if it is subscribed to the topic without raw delivery (CON-3). Pass it
 * to `asSqsEvent`.
 *
 * @example
 * ```ts
 * asSqsEvent(asSnsNotification(record))
 * ```
 */
export function asSnsNotification(sent: ToReceive, options: SnsEventOptions = {}): string {
  const { fields, signature, urls, attributes } = notificationParts(sent, options)
  const notification = {
    ...fields,
    ...signature,
    SigningCertURL: urls.signingCert,
    UnsubscribeURL: urls.unsubscribe,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  }
  return JSON.stringify(notification, null, 2)
}

function notificationParts(sent: ToReceive, options: SnsEventOptions) {
  const { text, attributes, sentAtMs, home } = sentMessage(sent, options)
  const TopicArn = options.topicArn ?? formatTargetArn('sns', home, 'failures')
  const subscriptionArn = `${TopicArn}:${idOf(TopicArn)}`
  const endpoint = serviceUrl('sns', home)
  return {
    fields: {
      Type: 'Notification' as const,
      MessageId: idOf(text),
      TopicArn,
      Message: text,
      Timestamp: new Date(sentAtMs).toISOString(),
    },
    signature: { SignatureVersion: '1', Signature: 'RXhhbXBsZVNpZ25hdHVyZQ==' },
    subscriptionArn,
    urls: {
      signingCert: `${endpoint}/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem`,
      unsubscribe: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    },
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
        name,
        { Type: DataType, Value: StringValue },
      ]),
    ),
  }
}
