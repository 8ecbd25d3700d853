export type { Issue } from './lib/document/issue.ts'
export {
  type BusEvent,
  type BusEventFields,
  checkBusEvent,
  checkScheduleEvent,
  type ScheduleEvent,
} from './lib/envelopes/bus-event.ts'
export { checkS3Event, type S3Event, type S3EventObject, type S3EventRecord } from './lib/envelopes/s3-event.ts'
export {
  checkSnsEvent,
  type SnsEvent,
  type SnsEventRecord,
  type SnsMessageFields,
} from './lib/envelopes/sns-envelopes.ts'
export { checkSqsEvent, type SqsEvent, type SqsEventRecord } from './lib/envelopes/sqs-envelopes.ts'
