export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export { formatInvocationRecord, type InvocationRecordParts } from './lib/format-invocation-record.ts'
export {
  checkInvocationRecord,
  type DeliveryError,
  InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/invocation-record.ts'
export {
  type FailureCondition,
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
  type RecordWith,
} from './lib/invocation-record-conditions.ts'
export type { Issue } from './lib/issue.ts'
