import type { SnsNotification } from '@async-invoke/schemas/envelopes'
import { shorten } from '@async-invoke/schemas/internal'

/**
 * Reads the notification of a topic from the message of a queue that is subscribed to it without raw delivery (CON-3).
 *
 * @throws {@link Error} if it is none
 */
export async function readNotification(body: string): Promise<SnsNotification> {
  // Most runtimes have no topics: the validators of envelopes are not part of their start.
  const { checkSnsNotification } = await import('@async-invoke/schemas/envelopes')
  const value: unknown = JSON.parse(body)
  if (checkSnsNotification(value).length === 0) return value as SnsNotification
  throw new Error(`not the notification of a topic: ${shorten(body)}`)
}

/** The event of a function that is subscribed to a topic, from the notification of a queue (CON-2, SNS-1). */
export function formatTopicEvent(notification: SnsNotification, subscriptionArn: string): object {
  const { Type, MessageId, TopicArn, Subject = null, Message, Timestamp, MessageAttributes = {} } = notification
  const { SignatureVersion = '1', Signature = '', SigningCertURL = '', UnsubscribeURL = '' } = notification
  const Sns = {
    ...{ Type, MessageId, TopicArn, Subject, Message, Timestamp, SignatureVersion, Signature },
    ...{ SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL, MessageAttributes },
  }
  return { Records: [{ EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, EventSource: 'aws:sns', Sns }] }
}
