/** Compiled only: the events for tests of consumers have AWS's types. */
import { asEventBridgeEvent, asS3Event, asSnsEvent, asSqsEvent } from '@async-invoke/destinations/testing'
import type { InvocationRecord } from '@async-invoke/schemas'
import type { EventBridgeEvent, S3Event, SNSEvent, SQSEvent } from 'aws-lambda'

export const queue: SQSEvent = asSqsEvent(['{}', { payload: '{}', attributes: { RequestID: 'r', ErrorMessage: '' } }])
export const topic: SNSEvent = asSnsEvent('{}')
export const rule: EventBridgeEvent<string, InvocationRecord> = asEventBridgeEvent('{}')
export const bucket: S3Event = asS3Event('{}')
