import type { S3Client } from '@aws-sdk/client-s3'
import { type Carrier, withSignal } from '../carriers/carrier.ts'
import type { S3PutObjectInput } from './object.ts'

/** Writes one object per request. Objects carry no trace. */
export function createS3Carrier(client: S3Client): Carrier<S3PutObjectInput> {
  return {
    maxParcelsPerRequest: 1,
    groupOf: ({ command }) => command.Bucket,
    async send([parcel], signal) {
      if (parcel === undefined) return []
      const { PutObjectCommand } = await import('@aws-sdk/client-s3')
      await client.send(new PutObjectCommand(parcel.command), withSignal(signal))
      return [{ sent: true }]
    },
  }
}
