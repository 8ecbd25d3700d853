import { type Issue, issue } from '../document/issue.ts'
import { ownMember, ownString } from '../document/own-member.ts'

/**
 * Explains a document that is no outcome and is known to arrive where outcomes do: S3's notification of a record, S3's
 * test event, SNS's request to confirm a subscription, an S3 object whose body is still a stream, what a subscription of
 * CloudWatch Logs sends. Empty for others.
 */
export function adviceOn(value: object): readonly Issue[] {
  const type = ownString(value, 'Type')
  if (type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation')
    return [issue('/Type', 'confirmation', `is a ${type} of SNS: request its SubscribeURL to be subscribed`)]
  const objects = objectsIn(value)
  if (objects.length > 0)
    return objects.map(({ path, url }) => issue(path, 's3-object', `names an object: fetch the object ${url} first`))
  if (ownString(value, 'Event') === 's3:TestEvent')
    return [issue('/Event', 's3-test', 'is the test event that S3 sends when notifications are configured')]
  if (ownString(ownMember(value, 'awslogs'), 'data') !== undefined)
    return [issue('/awslogs/data', 'gzip', 'is gzip in base64: decompress it first')]
  if (isStream(ownMember(value, 'Body')))
    return [issue('/Body', 'stream', 'is a stream: await Body.transformToByteArray() and pass the bytes')]
  return []
}

interface NamedObject {
  readonly path: string
  readonly url: string
}

/** The objects that a notification names: of S3 itself, one of its records, or of S3 through EventBridge. */
function objectsIn(value: object): readonly NamedObject[] {
  const records = ownMember(value, 'Records')
  if (Array.isArray(records))
    return records.flatMap((record, index) => objectAt(`/Records/${index}/s3`, ownMember(record, 's3'), decodeKey))
  const inRecord = objectAt('/s3', ownMember(value, 's3'), decodeKey)
  if (inRecord.length > 0 || ownString(value, 'source') !== 'aws.s3') return inRecord
  return objectAt('/detail', ownMember(value, 'detail'), (key) => key)
}

function objectAt(path: string, s3: unknown, decode: (key: string) => string): readonly NamedObject[] {
  const bucket = ownString(ownMember(s3, 'bucket'), 'name')
  const key = ownString(ownMember(s3, 'object'), 'key')
  return bucket === undefined || key === undefined ? [] : [{ path, url: `s3://${bucket}/${decode(key)}` }]
}

/** S3's notifications encode a key as a form does; its events through EventBridge do not. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return key
  }
}

/** A stream has its methods on its prototype, so inherited members count here. */
function isStream(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return ['transformToByteArray', 'pipe', 'getReader'].some((name) => name in value)
}
