import { parseArn } from '@async-invoke/schemas/function-reference'
import { byteLength } from '../destination/bytes.ts'
import type { OutgoingRecord } from '../destination/outgoing-record.ts'
import { formatS3Object, type S3PutObjectInput } from '../s3/object.ts'
import { idOf, md5 } from './checksums.ts'
import { type ReceiveOptions, recordToReceive, type ToReceive } from './sent.ts'

/** S3's notification of a new object, assignable to `S3Event` of `@types/aws-lambda`. */
export interface ReceivedS3Event {
  Records: {
    eventVersion: string
    eventSource: 'aws:s3'
    awsRegion: string
    /** ISO 8601 in UTC. */
    eventTime: string
    eventName: 'ObjectCreated:Put'
    userIdentity: { principalId: string }
    requestParameters: { sourceIPAddress: string }
    responseElements: { 'x-amz-request-id': string; 'x-amz-id-2': string }
    s3: {
      s3SchemaVersion: string
      configurationId: string
      bucket: { name: string; ownerIdentity: { principalId: string }; arn: string }
      /** `key` is encoded as in a form. */
      object: { key: string; size: number; eTag: string; sequencer: string }
    }
  }[]
}

/** The members of a response of `GetObject` that Lambda's objects have. */
export interface ReceivedS3Object {
  readonly Body: {
    readonly transformToByteArray: () => Promise<Uint8Array>
    readonly transformToString: () => Promise<string>
  }
  readonly ContentLength: number
  readonly ContentType: 'application/octet-stream'
  /** In quotation marks, as S3 returns it. */
  readonly ETag: string
  readonly LastModified: Date
  readonly Metadata: Record<string, never>
}

/** Options of {@link asS3Event}. */
export interface S3EventOptions extends ReceiveOptions {
  /**
   * ARN of the bucket.
   *
   * @defaultValue 'arn:aws:s3:::failures'
   */
  readonly bucketArn?: string
}

/**
 * The event of a function that S3 notifies of a record in the failure bucket (DST-6). It names the object; the record is
 * in {@link asS3Object}.
 *
 * @param sent - the record of a failure, its text, or the input of `PutObject`
 * @throws `DocumentError` if it is no record; `TypeError` for a success, since S3 is a destination for failures only.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 * @example
 * ```ts
 * const [{ s3 }] = asS3Event(record).Records
 * ```
 */
export function asS3Event(sent: ToReceive, options: S3EventOptions = {}): ReceivedS3Event {
  const { home, ...record } = recordToReceive(sent)
  const destinationArn = options.bucketArn ?? failureBucket
  const key = typeof sent === 'object' && 'Key' in sent ? sent.Key : objectOf(record, destinationArn).Key
  const sentAt = options.sentAt ?? new Date(record.timestamp)
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: home.region,
        eventTime: sentAt.toISOString(),
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:AROAEXAMPLEID1234567:awslambda_427_20260210091402118' },
        requestParameters: { sourceIPAddress: '198.51.100.7' },
        responseElements: {
          'x-amz-request-id': 'EXAMPLE123456789',
          'x-amz-id-2': 'EXAMPLE123/5678abcdefghijklambdaisawesome/mnopqrstuvwxyzABCDEFGH',
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'failures',
          bucket: {
            name: parseArn(destinationArn)?.resource ?? destinationArn,
            ownerIdentity: { principalId: 'EXAMPLE' },
            arn: destinationArn,
          },
          object: {
            key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
            size: byteLength(record.recordText),
            eTag: md5(record.recordText),
            sequencer: sentAt.getTime().toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  }
}

/**
 * The response of `GetObject` for the object that {@link asS3Event} names. Its body is a stream, which `handleOutcomes`
 * reads.
 *
 * @throws as {@link asS3Event}
 * @example
 * ```ts
 * s3Mock.on(GetObjectCommand).resolves(asS3Object(record))
 * ```
 */
export function asS3Object(sent: ToReceive, options: ReceiveOptions = {}): ReceivedS3Object {
  const record = recordToReceive(sent)
  const { Body, ContentType } = objectOf(record, failureBucket)
  const bytes = new TextEncoder().encode(Body)
  return {
    Body: { transformToByteArray: async () => bytes, transformToString: async () => Body },
    ContentLength: bytes.length,
    ContentType,
    ETag: `"${md5(bytes)}"`,
    LastModified: options.sentAt ?? new Date(record.timestamp),
    Metadata: {},
  }
}

const failureBucket = 'arn:aws:s3:::failures'

function objectOf(record: Omit<OutgoingRecord, 'destinationArn'>, destinationArn: string): S3PutObjectInput {
  return formatS3Object({ ...record, destinationArn, uuid: idOf(record.recordText) })
}
