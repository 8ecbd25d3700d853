import type { ServiceEndpoint } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { callQuery, elementOf } from './calls.ts'

const version = '2010-03-31'

/** A topic whose messages a queue receives. */
export interface WatchedTopic {
  readonly arn: string
  remove(): Promise<void>
}

/** Creates a topic, and subscribes a queue to it without raw delivery, so that the envelope is seen. */
export async function createTopic(sns: ServiceEndpoint, name: string, queueArn: string): Promise<WatchedTopic> {
  const created = await callQuery(sns, version, { Action: 'CreateTopic', Name: name })
  const TopicArn = elementOf(created, 'TopicArn')
  if (TopicArn === '') throw new NotOffered('sns CreateTopic answers without TopicArn')
  await callQuery(sns, version, { Action: 'Subscribe', TopicArn, Protocol: 'sqs', Endpoint: queueArn })
  return {
    arn: TopicArn,
    async remove() {
      await callQuery(sns, version, { Action: 'DeleteTopic', TopicArn })
    },
  }
}
