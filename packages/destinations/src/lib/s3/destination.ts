import type { S3Client } from '@aws-sdk/client-s3'
import type { Destination } from '../destination/destination.ts'
import { createS3Carrier } from './carrier.ts'
import { s3Measure } from './measure.ts'
import { formatS3Object, type S3PutObjectInput } from './object.ts'

export const s3Destination: Destination<S3PutObjectInput, S3Client> = {
  measure: s3Measure,
  format(record, { uuid }) {
    const { timestamp = timestampIn(record.recordText) } = record
    return formatS3Object({ ...record, timestamp, uuid: uuid() })
  },
  carrierOver: createS3Carrier,
}

function timestampIn(recordText: string): string {
  const record: unknown = JSON.parse(recordText)
  const timestamp = (record as { readonly timestamp?: unknown } | null)?.timestamp
  if (typeof timestamp !== 'string') throw new TypeError('the record has no timestamp, and none was passed')
  return timestamp
}
