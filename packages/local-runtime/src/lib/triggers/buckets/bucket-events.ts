import { createHash, randomBytes } from 'node:crypto'
import { partitionOf } from '@async-invoke/schemas/internal'

/** A change of an object, as a notification reports it. */
export interface ObjectChange {
  readonly bucket: string
  readonly key: string
  /** Type of the event, with or without the prefix `s3:`: `ObjectCreated:Put`. */
  readonly event: string
  /** In bytes; missing for an object that is gone. */
  readonly size?: number
}

/** Members of the event that are not the object's. */
export interface BucketContext {
  readonly region: string
  readonly nowMs: number
  /** `Id` of the notification. */
  readonly configurationId: string
}

/**
 * The event with which S3 invokes a function (BKT-1). The key is encoded as in a form.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function formatBucketEvent(
  { bucket, key, event, size = 0 }: ObjectChange,
  { region, nowMs, configurationId }: BucketContext,
): object {
  const eventName = event.replace(/^s3:/, '')
  const isRemoved = eventName.startsWith('ObjectRemoved')
  const eTag = createHash('md5').update(`${bucket}/${key}/${nowMs}`).digest('hex')
  const sequencer = nowMs.toString(16).toUpperCase().padStart(18, '0')
  const object = {
    key: encodeKey(key),
    ...(!isRemoved && { size, eTag }),
    sequencer,
  }
  const record = {
    ...{ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: region, eventTime: new Date(nowMs).toISOString() },
    ...{ eventName, userIdentity: { principalId: 'EXAMPLE' }, requestParameters: { sourceIPAddress: '127.0.0.1' } },
    responseElements: {
      'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
      'x-amz-id-2': randomBytes(48).toString('base64'),
    },
    s3: {
      ...{ s3SchemaVersion: '1.0', configurationId },
      bucket: {
        name: bucket,
        ownerIdentity: { principalId: 'EXAMPLE' },
        arn: `arn:${partitionOf(region)}:s3:::${bucket}`,
      },
      object,
    },
  }
  return { Records: [record] }
}

/** Encodes a key as in a form, which escapes more than a URL does; slashes stay (BKT-1). */
function encodeKey(key: string): string {
  return new URLSearchParams([['', key]]).toString().slice(1).replaceAll('%2F', '/')
}
