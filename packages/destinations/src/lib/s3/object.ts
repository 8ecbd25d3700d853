import type { OutgoingRecord } from '../destination/outgoing-record.ts'

/** Input of `PutObject` for a record, assignable to `PutObjectCommandInput`. */
export interface S3PutObjectInput {
  readonly Bucket: string
  readonly Key: string
  readonly Body: string
  readonly ContentType: 'application/octet-stream'
}

// Half as expensive as to split both ARNs, which is most of the work here.
const bucketArn = /^arn:[^:]+:s3:[^:]*:[^:]*:(.+)$/s
const functionArnPattern = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/

/**
 * Formats the record of a failure as an S3 object, without user metadata. Its key is
 * `aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>`, in UTC (DST-6, U-16). Recorded from AWS.
 *
 * @param record - with a new `uuid`, which is not the request id. The same input yields the same key.
 * @throws `TypeError` for a success, since S3 is a destination for failures only, and for an ARN that does not name a
 * function or a bucket; `RangeError` for an invalid timestamp. These are bugs in the caller.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatS3Object({ ...record, timestamp: '2026-02-10T09:20:31.902Z', uuid: crypto.randomUUID() }).Key
 * // 'aws/lambda/async/order-processor/2026/02/10/2026-02-10T09.20.31-1c9f0b7e-5a34-4d28-8e61-b0f2a7c3d945'
 * ```
 */
export function formatS3Object(record: OutgoingRecord & { readonly uuid: string }): S3PutObjectInput {
  const { recordText, functionArn, condition, timestamp, destinationArn, uuid } = record
  if (condition === 'Success') throw new TypeError('S3 is a destination for failures only')
  const [, bucket] = bucketArn.exec(destinationArn) ?? []
  if (bucket === undefined) throw new TypeError(`${destinationArn} names no bucket`)
  const [, functionName] = functionArnPattern.exec(functionArn) ?? []
  if (functionName === undefined) throw new TypeError(`${functionArn} names no function`)
  return {
    Bucket: bucket,
    Key: `aws/lambda/async/${functionName}/${keyTime(timestamp)}-${uuid}`,
    Body: recordText,
    ContentType: 'application/octet-stream',
  }
}

/** A time in UTC on a day that every month has. */
const utcTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/

/** Formats `2026-02-10T09:20:31.902Z` as `2026/02/10/2026-02-10T09.20.31`. */
function keyTime(timestamp: string): string {
  // The timestamp of a record is UTC already, and to read it and format it again would cost more than the rest of the key.
  const t = utcTime.test(timestamp) ? timestamp : inUtc(timestamp)
  const day = `${t.slice(0, 4)}/${t.slice(5, 7)}/${t.slice(8, 10)}`
  return `${day}/${t.slice(0, 13)}.${t.slice(14, 16)}.${t.slice(17, 19)}`
}

function inUtc(timestamp: string): string {
  const day = timestamp.slice(0, 10)
  // `Date` takes a day that its month does not have for one of the next month.
  if (!new Date(day).toISOString().startsWith(day)) throw new RangeError(`Invalid time value: ${day} is no day`)
  return new Date(timestamp).toISOString()
}
