import type { FunctionHome } from '@async-invoke/schemas'
import type { S3 } from '@aws-sdk/client-s3'
import { isObject } from '../../http/json-body.ts'
import type { Begun, InvokeByTrigger } from '../invoke/invoke-function.ts'
import type { Relays } from '../relays/relays.ts'
import { formatBucketEvent, type ObjectChange } from './bucket-events.ts'

/** A function that a bucket notifies of changes of its objects. */
export interface BucketNotification {
  readonly id: string
  readonly bucket: string
  readonly functionArn: string
  /** Type of events, which may end in a star: `s3:ObjectCreated:*`. */
  readonly event: string
  readonly prefix: string
  readonly suffix: string
}

/** How the invocation of one function began. */
export type Notified = { readonly functionArn: string } & Begun

export interface BucketDependencies {
  readonly home: FunctionHome
  readonly nowMs: () => number
  readonly s3: S3 | undefined
  readonly relays: Relays
  readonly canRelay: boolean
  readonly invoke: InvokeByTrigger
}

/** Functions that buckets notify: of what the endpoint of S3 delivers, and of what a command reports (BKT-1, BKT-2). */
export class BucketNotifications {
  readonly #dependencies: BucketDependencies
  readonly #notifications = new Map<string, readonly BucketNotification[]>()

  constructor(dependencies: BucketDependencies) {
    this.#dependencies = dependencies
  }

  /** The notifications of all buckets. */
  all(): readonly BucketNotification[] {
    return [...this.#notifications.values()].flat()
  }

  /**
   * Sets the notifications of a bucket, and lets the endpoint of S3 deliver them, if there is one.
   *
   * @returns whether the endpoint delivers them
   */
  async set(bucket: string, notifications: readonly BucketNotification[]): Promise<boolean> {
    const { s3, canRelay } = this.#dependencies
    this.#notifications.set(bucket, notifications)
    if (s3 === undefined || !canRelay) return false
    const queues = await Promise.all(notifications.map((notification) => this.#relay(notification)))
    const NotificationConfiguration = { QueueConfigurations: queues }
    // A service without notifications may take the request for another, so that only reading tells.
    await s3.putBucketNotificationConfiguration({ Bucket: bucket, NotificationConfiguration }).catch(() => undefined)
    const stored = await s3.getBucketNotificationConfiguration({ Bucket: bucket }).catch(() => undefined)
    const arns = (stored?.QueueConfigurations ?? []).map(({ QueueArn }) => QueueArn)
    return queues.every(({ QueueArn }) => arns.includes(QueueArn))
  }

  /** Ends the notifications of a bucket. */
  async remove(bucket: string): Promise<void> {
    const { relays } = this.#dependencies
    const before = this.#notifications.get(bucket) ?? []
    this.#notifications.delete(bucket)
    for (const notification of before) await relays.remove(keyOf(notification))
  }

  /** Notifies the functions that a change concerns. */
  async notify(change: ObjectChange): Promise<readonly Notified[]> {
    const { home, nowMs } = this.#dependencies
    const concerned = (this.#notifications.get(change.bucket) ?? []).filter((each) => concerns(each, change))
    return Promise.all(
      concerned.map(async (notification) => {
        const context = { region: home.region, nowMs: nowMs(), configurationId: notification.id }
        return this.#invoke(notification, JSON.stringify(formatBucketEvent(change, context)))
      }),
    )
  }

  async #relay(notification: BucketNotification) {
    const { id, event, prefix, suffix } = notification
    const QueueArn = await this.#dependencies.relays.open(keyOf(notification), async (body) => {
      // S3 sends a test when it stores notifications.
      const value: unknown = JSON.parse(body)
      if (isObject(value) && Array.isArray(value.Records)) await this.#invoke(notification, body)
    })
    const rules = [
      ...(prefix === '' ? [] : [{ Name: 'prefix' as const, Value: prefix }]),
      ...(suffix === '' ? [] : [{ Name: 'suffix' as const, Value: suffix }]),
    ]
    const filter = rules.length > 0 && { Filter: { Key: { FilterRules: rules } } }
    return { Id: id, QueueArn, Events: [event as 's3:ObjectCreated:*'], ...filter }
  }

  async #invoke({ bucket, functionArn }: BucketNotification, event: string): Promise<Notified> {
    const { home, invoke } = this.#dependencies
    const sourceArn = `arn:${home.partition ?? 'aws'}:s3:::${bucket}`
    const caller = { service: 's3.amazonaws.com', sourceArn, sourceAccount: home.accountId }
    return { functionArn, ...(await invoke({ functionArn, payload: new TextEncoder().encode(event), caller })) }
  }
}

function keyOf({ bucket, functionArn, event, prefix, suffix }: BucketNotification): string {
  return JSON.stringify([bucket, functionArn, event, prefix, suffix])
}

/** Whether a notification is for a change: its type, and the beginning and the end of the key (BKT-2). */
function concerns({ event, prefix, suffix }: BucketNotification, change: ObjectChange): boolean {
  const type = `s3:${change.event.replace(/^s3:/, '')}`
  const isType = event.endsWith('*') ? type.startsWith(event.slice(0, -1)) : type === event
  return isType && change.key.startsWith(prefix) && change.key.endsWith(suffix)
}
