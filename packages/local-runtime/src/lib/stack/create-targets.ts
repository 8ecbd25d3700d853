import type { TemplateResource } from '@async-invoke/config-client/templates'
import { isObject } from '../http/json-body.ts'
import { endpointSetting } from '../http/services/known-services.ts'
import { type Endpoints, isOfAws, type ServiceClients } from '../service-clients.ts'
import type { TopicSubscription } from '../triggers/relays/topic-subscriptions.ts'
import type { Triggers } from '../triggers/triggers.ts'
import { NotServed } from './not-served.ts'

export interface TargetDependencies {
  readonly clients: ServiceClients
  readonly endpoints: Endpoints
}

type Create = (resource: TemplateResource, dependencies: TargetDependencies) => Promise<void>

/**
 * Creates the queues, topics and buckets of a template at local endpoints, where they are missing. What exists stays as it
 * is, and nothing is created in AWS.
 *
 * @throws {@link NotServed} where the service has no endpoint
 */
export const createTarget: Readonly<Record<string, Create>> = {
  async 'AWS::SQS::Queue'({ name = '', properties }, { clients: { sqs }, endpoints }) {
    if (sqs === undefined) throw inInbox('sqs')
    if (isOfAws(endpoints.sqs)) return
    const exists = await sqs.getQueueUrl({ QueueName: name }).catch((error) => {
      if (error.name !== 'QueueDoesNotExist') throw error
      return undefined
    })
    if (exists !== undefined) return
    await sqs.createQueue({ QueueName: name, Attributes: attributesOf(properties, queueAttributes) })
  },

  async 'AWS::SNS::Topic'({ name = '', properties }, { clients: { sns }, endpoints }) {
    if (sns === undefined) throw inInbox('sns')
    if (isOfAws(endpoints.sns)) return
    await sns.createTopic({ Name: name, Attributes: attributesOf(properties, topicAttributes) })
  },

  async 'AWS::S3::Bucket'({ name = '' }, { clients: { s3 }, endpoints }) {
    if (s3 === undefined) throw inInbox('s3')
    if (isOfAws(endpoints.s3)) return
    const exists = await s3.headBucket({ Bucket: name }).then(
      () => true,
      () => false,
    )
    if (!exists) await s3.createBucket({ Bucket: name })
  },
}

function inInbox(option: 'sqs' | 'sns' | 's3'): NotServed {
  const setting = endpointSetting(option)
  return new NotServed(`without ${setting}, what is sent there stays in the inbox`)
}

/** Subscribes a function to a topic, through a queue at a local endpoint of SQS. */
export async function subscribeFunction(
  resource: TemplateResource,
  { clients: { sns, sqs }, endpoints, triggers }: TargetDependencies & { readonly triggers: Triggers },
): Promise<void> {
  if (sns === undefined || sqs === undefined)
    throw new NotServed(
      `messages of a topic reach a function only with ${endpointSetting('sns')} and ${endpointSetting('sqs')}`,
    )
  if (isOfAws(endpoints.sns)) throw new NotServed('nothing is subscribed in AWS itself')
  await triggers.topics.subscribe(subscriptionOf(resource))
}

/** The subscription of a function, as the properties of a resource declare it. */
export function subscriptionOf({ properties }: TemplateResource): TopicSubscription {
  const { RedrivePolicy } = properties
  const redrive: unknown = typeof RedrivePolicy === 'string' ? JSON.parse(RedrivePolicy) : RedrivePolicy
  const deadLetterArn = isObject(redrive) ? redrive.deadLetterTargetArn : undefined
  return {
    ...{ topicArn: String(properties.TopicArn), functionArn: String(properties.Endpoint) },
    attributes: attributesOf(properties, filterAttributes),
    ...(typeof deadLetterArn === 'string' && { deadLetterArn }),
  }
}

/** Subscribes a queue to a topic at a local endpoint of SNS. */
export async function subscribeQueue(
  { properties }: TemplateResource,
  { clients: { sns }, endpoints }: TargetDependencies,
): Promise<void> {
  if (sns === undefined) throw new NotServed(`SNS has no endpoint; set ${endpointSetting('sns')}`)
  if (isOfAws(endpoints.sns)) return
  const { TopicArn, Endpoint } = properties
  await sns.subscribe({
    ...{ TopicArn: String(TopicArn), Protocol: 'sqs', Endpoint: String(Endpoint) },
    Attributes: attributesOf(properties, subscriptionAttributes),
  })
}

const queueAttributes = [
  'FifoQueue',
  'ContentBasedDeduplication',
  'VisibilityTimeout',
  'DelaySeconds',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
]
const topicAttributes = ['FifoTopic', 'ContentBasedDeduplication']
const filterAttributes = ['FilterPolicy', 'FilterPolicyScope']
const subscriptionAttributes = [...filterAttributes, 'RawMessageDelivery', 'RedrivePolicy']

/** Properties as attributes, which are texts. */
function attributesOf(properties: TemplateResource['properties'], names: readonly string[]): Record<string, string> {
  const given = names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]))
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  )
}
