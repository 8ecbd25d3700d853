import type { ServiceEndpoint } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { createBucket } from '../services/buckets.ts'
import { createBus } from '../services/buses.ts'
import { createQueue, type MessageAttribute } from '../services/queues.ts'
import { createTopic } from '../services/topics.ts'
import { member } from './answer.ts'
import type { ControlApi } from './control.ts'

/** Kinds of targets that the kit creates. */
export type WatchedKind = 'queue' | 'topic' | 'bus' | 'bucket'

/** What arrived at a target. */
export interface Delivery {
  /** The record, or the payload of a dead letter. */
  readonly text: string
  readonly attributes: Readonly<Record<string, MessageAttribute>>
  /** What travels around the text: the members of a notification, event or object. */
  readonly envelope: Readonly<Record<string, unknown>>
}

/** A target, and what has arrived there. */
export interface WatchedTarget {
  readonly arn: string
  deliveries(): Promise<readonly Delivery[]>
  remove(): Promise<void>
}

/** Services that receive records, by their names in credentials; `undefined` where a runtime keeps what is for them. */
export type TargetServices = Readonly<Record<'sqs' | 'sns' | 'events' | 's3', ServiceEndpoint | undefined>>

const serviceOf = { queue: 'sqs', topic: 'sns', bus: 'events', bucket: 's3' } as const

/** Creates a target: at its service, or in the inbox of a runtime that keeps what is for it. */
export async function createTarget(
  kind: WatchedKind,
  name: string,
  services: TargetServices,
  inbox: { readonly control: ControlApi; readonly region: string; readonly accountId: string } | undefined,
): Promise<WatchedTarget> {
  const service = services[serviceOf[kind]]
  if (service === undefined) {
    if (inbox === undefined) throw new NotOffered(`there is no endpoint of ${serviceOf[kind]}`)
    return keptTarget(kind, name, inbox.control, inbox)
  }
  if (kind === 'bucket') {
    const bucket = await createBucket(service, name)
    const deliveries = async () =>
      (await bucket.objects()).map(({ key, contentType, text }) => ({
        text,
        attributes: {},
        envelope: { key, contentType },
      }))
    return { ...bucket, deliveries }
  }
  const { sqs } = services
  if (sqs === undefined) throw new NotOffered('there is no endpoint of sqs')
  const queue = await createQueue(sqs, name, kind === 'queue' ? undefined : anyoneMaySend)
  const messages = async () => queue.messages()
  if (kind === 'queue')
    return {
      ...queue,
      deliveries: async () =>
        (await messages()).map(({ body, attributes }) => ({ text: body, attributes, envelope: {} })),
    }
  try {
    const made = await (kind === 'topic' ? createTopic(service, name, queue.arn) : createBus(service, name, queue.arn))
    const read = kind === 'topic' ? readNotification : readBusEvent
    return {
      arn: made.arn,
      deliveries: async () => (await messages()).map(({ body }) => read(JSON.parse(body))),
      async remove() {
        await made.remove()
        await queue.remove()
      },
    }
  } catch (error) {
    await queue.remove().catch(() => undefined)
    throw error
  }
}

/** Topics and rules of the kit may send to its queues. */
const anyoneMaySend = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
      Action: 'sqs:SendMessage',
      Resource: '*',
    },
  ],
}

function keptTarget(
  kind: WatchedKind,
  name: string,
  control: ControlApi,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): WatchedTarget {
  const arn = {
    queue: `arn:aws:sqs:${region}:${accountId}:${name}`,
    topic: `arn:aws:sns:${region}:${accountId}:${name}`,
    bus: `arn:aws:events:${region}:${accountId}:event-bus/${name}`,
    bucket: `arn:aws:s3:::${name}`,
  }[kind]
  return {
    arn,
    deliveries: async () => (await control.kept(arn)).map(({ body, command }) => readCommand(kind, body, command)),
    async remove() {},
  }
}

function readCommand(kind: WatchedKind, text: string, command: unknown): Delivery {
  if (kind === 'bus') {
    const entries = member(command, 'Entries')
    const entry: unknown = Array.isArray(entries) ? entries[0] : undefined
    const named = { source: member(entry, 'Source'), 'detail-type': member(entry, 'DetailType') }
    return { text, attributes: {}, envelope: { ...named, resources: member(entry, 'Resources') } }
  }
  if (kind === 'bucket')
    return {
      text,
      attributes: {},
      envelope: { key: member(command, 'Key'), contentType: member(command, 'ContentType') },
    }
  const attributes = attributesOf(member(command, 'MessageAttributes'), 'DataType', 'StringValue')
  return { text, attributes, envelope: kind === 'topic' ? { Subject: member(command, 'Subject') } : {} }
}

function readNotification(notification: unknown): Delivery {
  const attributes = attributesOf(member(notification, 'MessageAttributes'), 'Type', 'Value')
  return {
    text: String(member(notification, 'Message')),
    attributes,
    envelope: { Subject: member(notification, 'Subject') },
  }
}

function readBusEvent(event: unknown): Delivery {
  const envelope = typeof event === 'object' && event !== null ? { ...event } : {}
  return { text: JSON.stringify(member(event, 'detail')), attributes: {}, envelope }
}

function attributesOf(attributes: unknown, type: string, value: string): Readonly<Record<string, MessageAttribute>> {
  const entries = typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : []
  return Object.fromEntries(
    entries.map(([name, each]) => [name, { type: String(member(each, type)), value: String(member(each, value)) }]),
  )
}
