export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export { formatInvocationRecord, type InvocationRecordParts } from './lib/format-invocation-record.ts'
export {
  checkInvocationRecord,
  type DeliveryError,
  type InvocationRecord,
  isInvocationRecord,
  type KnownCondition,
  parseInvocationRecord,
  type RequestContext,
  type ResponseContext,
} from './lib/invocation-record.ts'
export type { Issue } from './lib/issue.ts'
