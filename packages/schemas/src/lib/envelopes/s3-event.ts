import { s3EventErrors } from '../../generated/s3-event.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * The event of a function that a bucket notifies (BKT-1). Members depend on the type of the event: a deletion has neither
 * size nor entity tag, and a change of tags neither size nor sequencer (BKT-3).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @example
 * ```ts
 * { Records: [{ eventName: 'ObjectCreated:Put', s3: { object: { key: 'in/a+b.pdf', size: 1024, … }, … }, … }] }
 * ```
 */
export interface S3Event {
  Records: S3EventRecord[]
}

/** One change in an {@link S3Event}. */
export interface S3EventRecord {
  /** `2.1`, `2.2` for replication, `2.3` for tags, lifecycles and access lists. */
  eventVersion: string
  eventSource: 'aws:s3'
  awsRegion: string
  /** ISO 8601 in UTC, to the millisecond. */
  eventTime: string
  /** Without the prefix `s3:`, such as `ObjectRemoved:Delete`. */
  eventName: string
  userIdentity?: { principalId?: string }
  requestParameters?: { sourceIPAddress?: string }
  /** `x-amz-request-id` and `x-amz-id-2`. */
  responseElements?: Record<string, string>
  s3: {
    s3SchemaVersion?: string
    /** Id of the notification in the configuration of the bucket. */
    configurationId?: string
    bucket: { name: string; ownerIdentity?: { principalId?: string }; arn: string }
    object: S3EventObject
  }
  glacierEventData?: {
    restoreEventData?: { lifecycleRestorationExpiryTime?: string; lifecycleRestoreStorageClass?: string }
  }
  replicationEventData?: {
    replicationRuleId?: string
    destinationBucket?: string
    s3Operation?: string
    requestTime?: string
    failureReason?: string
  }
  lifecycleEventData?: { transitionEventData?: { destinationStorageClass?: string } }
  intelligentTieringEventData?: { destinationAccessTier?: string }
}

/** The object of an {@link S3EventRecord}. */
export interface S3EventObject {
  /** Encoded as in a form: `decodeURIComponent(key.replaceAll('+', ' '))` is the key. */
  key: string
  /** In bytes. */
  size?: number
  eTag?: string
  /** Missing or null in a bucket without versions. */
  versionId?: string | null
  /** Hexadecimal number that orders the events of one key. */
  sequencer?: string
}

/** Lists what is wrong with `value`; empty if it is an {@link S3Event}. Never throws. */
export function checkS3Event(value: unknown): readonly Issue[] {
  return issuesOf(s3EventErrors, value)
}
