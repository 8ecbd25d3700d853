import type { ServiceEndpoint } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { callJson } from './calls.ts'

/** An event bus whose events a queue receives. */
export interface WatchedBus {
  readonly arn: string
  remove(): Promise<void>
}

/** Creates an event bus with a rule that sends the events of Lambda to a queue. */
export async function createBus(events: ServiceEndpoint, name: string, queueArn: string): Promise<WatchedBus> {
  const call = (operation: string, body: object) => callJson(events, `AWSEvents.${operation}`, '1.1', body)
  const { EventBusArn } = await call('CreateEventBus', { Name: name })
  if (typeof EventBusArn !== 'string') throw new NotOffered('events CreateEventBus answers without EventBusArn')
  const remove = async (): Promise<void> => {
    await call('RemoveTargets', { Rule: name, EventBusName: name, Ids: ['1'] }).catch(() => undefined)
    await call('DeleteRule', { Name: name, EventBusName: name }).catch(() => undefined)
    await call('DeleteEventBus', { Name: name })
  }
  try {
    await call('PutRule', { Name: name, EventBusName: name, EventPattern: JSON.stringify({ source: ['lambda'] }) })
    await call('PutTargets', { Rule: name, EventBusName: name, Targets: [{ Id: '1', Arn: queueArn }] })
  } catch (error) {
    await remove().catch(() => undefined)
    throw error
  }
  return { arn: EventBusArn, remove }
}
