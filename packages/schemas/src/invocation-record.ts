export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export { formatInvocationRecord, type InvocationRecordFields } from './lib/record/format-invocation-record.ts'
export {
  checkInvocationRecord,
  type DeliveryError,
  InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/record/invocation-record.ts'
export {
  type FailureCondition,
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
  type RecordWith,
} from './lib/record/invocation-record-conditions.ts'
