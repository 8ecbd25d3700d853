export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatS3Object, type S3PutObjectInput } from './lib/s3/object.ts'
