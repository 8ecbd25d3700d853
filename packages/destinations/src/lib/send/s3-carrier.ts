import type { S3Client } from '@aws-sdk/client-s3'
import { formatS3Object, type S3Object } from '../s3-object.ts'
import { type Carrier, withSignal } from './carrier.ts'
import { isDeadLetter } from './sendable.ts'

/** One object at a time; an object carries no trace. */
export function createS3Carrier(client: S3Client, uuid: () => string): Carrier<S3Object> {
  return {
    parcelsPerRequest: 1,
    addressOf: async () => '',
    format(sendable) {
      if (isDeadLetter(sendable)) throw new TypeError('a bucket takes no dead letters')
      const { timestamp = timestampIn(sendable.recordText) } = sendable
      return formatS3Object({ ...sendable, timestamp, uuid: uuid() })
    },
    groupOf: ({ command }) => command.Bucket,
    async send([parcel], signal) {
      if (parcel === undefined) return []
      const { PutObjectCommand } = await import('@aws-sdk/client-s3')
      await client.send(new PutObjectCommand(parcel.command), withSignal(signal))
      return [{ sent: true }]
    },
  }
}

function timestampIn(recordText: string): string {
  const record: unknown = JSON.parse(recordText)
  const timestamp = (record as { readonly timestamp?: unknown } | null)?.timestamp
  if (typeof timestamp !== 'string') throw new TypeError('the record has no timestamp, and none was handed in')
  return timestamp
}
