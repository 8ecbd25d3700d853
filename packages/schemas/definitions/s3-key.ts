import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

/** Key of the object that an S3 destination writes; the UUID is not the request id (DST-6). */
export const s3Key = Type.String({
  ...published('s3-key', '1.0', 'S3Key'),
  description:
    'aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid> in UTC (Lambda Developer Guide, "Retaining records").',
  pattern:
    '^aws/lambda/async/[a-zA-Z0-9-_.]{1,140}/\\d{4}/\\d{2}/\\d{2}/\\d{4}-\\d{2}-\\d{2}T\\d{2}\\.\\d{2}\\.\\d{2}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  examples: ['aws/lambda/async/order-processor/2026/02/10/2026-02-10T09.20.31-1c9f0b7e-5a34-4d28-8e61-b0f2a7c3d945'],
})
