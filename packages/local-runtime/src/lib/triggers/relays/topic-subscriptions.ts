import type { FunctionHome } from '@async-invoke/schemas'
import type { SNS } from '@aws-sdk/client-sns'
import type { SendDeadLetter } from '../invoke/dead-letters.ts'
import type { InvokeByTrigger } from '../invoke/invoke-function.ts'
import type { Relays } from './relays.ts'
import { formatTopicEvent, readNotification } from './topic-events.ts'

/** A function that is subscribed to a topic. */
export interface TopicSubscription {
  readonly topicArn: string
  readonly functionArn: string
  /** Attributes of the subscription: `FilterPolicy`, `FilterPolicyScope`. */
  readonly attributes: Readonly<Record<string, string>>
  /** Queue for messages with which the function cannot be invoked. */
  readonly deadLetterArn?: string
}

export interface TopicDependencies {
  readonly home: FunctionHome
  readonly sns: SNS | undefined
  readonly relays: Relays
  readonly invoke: InvokeByTrigger
  readonly sendDeadLetter: SendDeadLetter
}

/** Functions that are subscribed to topics of the endpoint of SNS: through queues of this runtime's own (SNS-1). */
export class TopicSubscriptions {
  readonly #dependencies: TopicDependencies
  readonly #arns = new Map<string, string>()
  readonly #subscriptions = new Map<string, TopicSubscription>()

  constructor(dependencies: TopicDependencies) {
    this.#dependencies = dependencies
  }

  /** All subscriptions, in the order in which they were made. */
  all(): readonly TopicSubscription[] {
    return [...this.#subscriptions.values()]
  }

  /** Subscribes a function to a topic; again, with what has changed. */
  async subscribe(subscription: TopicSubscription): Promise<void> {
    const { relays, sns } = this.#dependencies
    const key = keyOf(subscription)
    const Endpoint = await relays.open(key, (body) => this.#carry(key, subscription, body))
    const { topicArn: TopicArn, attributes } = subscription
    const before = this.#arns.get(key)
    // A subscription that exists keeps its attributes.
    if (before !== undefined) await sns?.unsubscribe({ SubscriptionArn: before })
    const answer = await sns?.subscribe({
      ...{ TopicArn, Protocol: 'sqs', Endpoint, Attributes: { ...attributes }, ReturnSubscriptionArn: true },
    })
    this.#arns.set(key, answer?.SubscriptionArn ?? TopicArn)
    this.#subscriptions.set(key, subscription)
  }

  async unsubscribe(subscription: Pick<TopicSubscription, 'topicArn' | 'functionArn'>): Promise<void> {
    const key = keyOf(subscription)
    const SubscriptionArn = this.#arns.get(key)
    this.#arns.delete(key)
    this.#subscriptions.delete(key)
    if (SubscriptionArn !== undefined) await this.#dependencies.sns?.unsubscribe({ SubscriptionArn })
    await this.#dependencies.relays.remove(key)
  }

  /** Invokes the function with one message, or sends it to the dead-letter queue (SNS-2). */
  async #carry(key: string, subscription: TopicSubscription, body: string): Promise<void> {
    const { home, invoke, sendDeadLetter } = this.#dependencies
    const { topicArn, functionArn, deadLetterArn } = subscription
    const notification = await readNotification(body)
    const event = formatTopicEvent(notification, this.#arns.get(key) ?? topicArn)
    const payload = new TextEncoder().encode(JSON.stringify(event))
    const caller = { service: 'sns.amazonaws.com', sourceArn: topicArn, sourceAccount: home.accountId }
    const begun = await invoke({ functionArn, payload, caller })
    if ('requestId' in begun || deadLetterArn === undefined) return
    const attributes = { RequestID: notification.MessageId, ErrorCode: begun.code, ErrorMessage: begun.message }
    const letter = { queueArn: deadLetterArn, id: notification.MessageId, functionArn, body, attributes }
    await sendDeadLetter({ ...letter, code: begun.code })
  }
}

function keyOf({ topicArn, functionArn }: Pick<TopicSubscription, 'topicArn' | 'functionArn'>): string {
  return `${topicArn} ${functionArn}`
}
