import { byteLength } from '../destination/bytes.ts'
import type { Measure } from '../destination/measure.ts'
import type { S3PutObjectInput } from './object.ts'

/** No record reaches the size limit of an object. */
export const s3Measure = {
  maxBytes: { 2024: undefined, 2026: undefined },
  owns: (command) => 'Bucket' in command,
  sizeOf: ({ Body }) => byteLength(Body),
  recordTextOf: ({ Body }) => Body,
  withRecordText: (command, Body) => ({ ...command, Body }),
} satisfies Measure<S3PutObjectInput>
