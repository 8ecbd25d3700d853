import { isObject } from '../http/json-body.ts'
import type { BucketNotification } from '../triggers/buckets/bucket-notifications.ts'

/** The functions that a bucket of a template notifies. */
export function notificationsOf(
  bucket: string,
  { NotificationConfiguration }: Readonly<Record<string, unknown>>,
): readonly BucketNotification[] {
  const { LambdaConfigurations } = isObject(NotificationConfiguration) ? NotificationConfiguration : {}
  const declared = Array.isArray(LambdaConfigurations) ? LambdaConfigurations.filter(isObject) : []
  return declared.map(({ Event, Function: functionArn, Filter }, index) => ({
    ...{ id: `notification-${index + 1}`, bucket, functionArn: String(functionArn), event: String(Event) },
    prefix: ruleOf(Filter, 'prefix'),
    suffix: ruleOf(Filter, 'suffix'),
  }))
}

function ruleOf(filter: unknown, name: string): string {
  const { S3Key } = isObject(filter) ? filter : {}
  const { Rules } = isObject(S3Key) ? S3Key : {}
  const rules = Array.isArray(Rules) ? Rules.filter(isObject) : []
  return String(rules.find(({ Name }) => String(Name).toLowerCase() === name)?.Value ?? '')
}
