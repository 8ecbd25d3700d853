import { snsEventErrors } from '../../generated/sns-event.ts'
import { snsNotificationErrors } from '../../generated/sns-notification.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/** Members that an SNS notification and Lambda's SNS event have in common. */
export interface SnsMessageFields {
  Type: 'Notification'
  MessageId: string
  TopicArn: string
  /** The invocation record, or the original event of a dead letter, as a string. */
  Message: string
  /** ISO 8601 in UTC. */
  Timestamp: string
  SignatureVersion?: string
  Signature?: string
}

/**
 * An SNS notification: the JSON in the body of an SQS message if the queue is subscribed without raw delivery (CON-3).
 * The members are observed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 * @example
 * ```ts
 * {
 *   Type: 'Notification',
 *   MessageId: '95df…',
 *   TopicArn: 'arn:aws:sns:…',
 *   Message: '{…}',
 *   Timestamp: '2026-02-10T09:20:32.015Z',
 * }
 * ```
 */
export interface SnsNotification extends SnsMessageFields {
  Subject?: string
  /** `URL` here, but `Url` in Lambda's event. */
  SigningCertURL?: string
  UnsubscribeURL?: string
  /** Missing if the message has no attributes. */
  MessageAttributes?: Record<string, { Type: string; Value: string }>
}

/**
 * Lambda's event for an SNS topic (CON-2). The members are observed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export interface SnsEvent {
  Records: SnsEventRecord[]
}

/** One message in an {@link SnsEvent}. */
export interface SnsEventRecord {
  EventSource: 'aws:sns'
  EventVersion: string
  EventSubscriptionArn: string
  Sns: SnsMessageFields & {
    /** Null for invocation records. */
    Subject?: string | null
    SigningCertUrl?: string
    UnsubscribeUrl?: string
    /** `{}` for an invocation record. */
    MessageAttributes: Record<string, { Type: string; Value: string }>
  }
}

/** Lists what is wrong with `value`; empty if it is an {@link SnsNotification}. Never throws. */
export function checkSnsNotification(value: unknown): readonly Issue[] {
  return issuesOf(snsNotificationErrors, value)
}

/** Lists what is wrong with `value`; empty if it is an {@link SnsEvent}. Never throws. */
export function checkSnsEvent(value: unknown): readonly Issue[] {
  return issuesOf(snsEventErrors, value)
}
