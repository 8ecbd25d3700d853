import { parseArn } from '@async-invoke/schemas/function-reference'
import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** What `PutObject` takes for a record, and nothing more; assignable to `PutObjectCommandInput`. */
export interface S3PutObjectInput {
  readonly Bucket: string
  readonly Key: string
  readonly Body: string
  readonly ContentType: 'application/octet-stream'
}

/**
 * The S3 object of a failure's record, under `aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>`, in
 * UTC and without user metadata (DST-6, U-16).
 *
 * Shape: `uuid` is any new one, and not the request id; it is handed in, as the timestamp is, so that the same input
 * makes the same key.
 * Throws {@link TypeError} for a success, which S3 is no destination for, and for ARNs that name no function or no
 * bucket, {@link RangeError} for a timestamp that is none: callers' bugs.
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations"; recorded on AWS.
 *
 * @example formatS3Object({ ...record, timestamp: '2026-02-10T09:20:31.902Z', uuid: crypto.randomUUID() }).Key
 * // 'aws/lambda/async/order-processor/2026/02/10/2026-02-10T09.20.31-1c9f0b7e-5a34-4d28-8e61-b0f2a7c3d945'
 */
export function formatS3Object(record: OutgoingRecord & { readonly uuid: string }): S3PutObjectInput {
  const { recordText, functionArn, condition, timestamp, destinationArn, uuid } = record
  if (condition === 'Success') throw new TypeError('S3 is a destination for failures only')
  const bucket = parseArn(destinationArn)
  if (bucket?.service !== 's3') throw new TypeError(`${destinationArn} names no bucket`)
  const [kind, functionName] = parseArn(functionArn)?.resource.split(':') ?? []
  if (kind !== 'function' || !functionName) throw new TypeError(`${functionArn} names no function`)
  return {
    Bucket: bucket.resource,
    Key: `aws/lambda/async/${functionName}/${keyTime(timestamp)}-${uuid}`,
    Body: recordText,
    ContentType: 'application/octet-stream',
  }
}

/** `2026-02-10T09:20:31.902Z` as `2026/02/10/2026-02-10T09.20.31`. */
function keyTime(timestamp: string): string {
  const time = new Date(timestamp)
  // What a record says is UTC already; writing it again would cost more than all the rest of the key.
  const isUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(timestamp) && !Number.isNaN(time.getTime())
  const t = isUtc ? timestamp : time.toISOString()
  const day = `${t.slice(0, 4)}/${t.slice(5, 7)}/${t.slice(8, 10)}`
  return `${day}/${t.slice(0, 13)}.${t.slice(14, 16)}.${t.slice(17, 19)}`
}
