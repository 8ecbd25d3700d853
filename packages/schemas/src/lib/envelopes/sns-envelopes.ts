import { snsEventErrors } from '../../generated/sns-event.ts'
import { snsNotificationErrors } from '../../generated/sns-notification.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/** Members that a notification and Lambda's event have in common. */
export interface SnsMessageFields {
  Type: 'Notification'
  MessageId: string
  TopicArn: string
  /** Invocation record, or the original event of a dead letter, as text. */
  Message: string
  /** ISO 8601, UTC. */
  Timestamp: string
  SignatureVersion?: string
  Signature?: string
}

/**
 * What SNS puts, as text, into the body of a queue that is subscribed without raw delivery (CON-3).
 *
 * Source: Amazon SNS Developer Guide; members observed.
 *
 * @example { Type: 'Notification', MessageId: '95df…', TopicArn: 'arn:aws:sns:…', Message: '{…}', Timestamp: '2026-02-10T09:20:32.015Z' }
 */
export interface SnsNotification extends SnsMessageFields {
  Subject?: string
  /** Spelled `URL` here and `Url` in Lambda's event. */
  SigningCertURL?: string
  UnsubscribeURL?: string
  /** Only when there are some. */
  MessageAttributes?: Record<string, { Type: string; Value: string }>
}

/** Lambda's event for a topic (CON-2). Source: Lambda Developer Guide, Amazon SNS; members observed. */
export interface SnsEvent {
  Records: SnsEventRecord[]
}

export interface SnsEventRecord {
  EventSource: 'aws:sns'
  EventVersion: string
  EventSubscriptionArn: string
  Sns: SnsMessageFields & {
    /** null for destination records. */
    Subject?: string | null
    SigningCertUrl?: string
    UnsubscribeUrl?: string
    /** `{}` for an invocation record. */
    MessageAttributes: Record<string, { Type: string; Value: string }>
  }
}

/** Lists what is wrong with `value`; empty means that it is an {@link SnsNotification}. Never throws. */
export function checkSnsNotification(value: unknown): readonly Issue[] {
  return issuesOf(snsNotificationErrors, value)
}

/** Lists what is wrong with `value`; empty means that it is an {@link SnsEvent}. Never throws. */
export function checkSnsEvent(value: unknown): readonly Issue[] {
  return issuesOf(snsEventErrors, value)
}
