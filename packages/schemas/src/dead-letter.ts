export { checkDeadLetterTarget } from './lib/dead-letter/admit-dead-letter-config.ts'
export {
  composeDeadLetterAttributes,
  type DeadLetterCause,
  type DeadLetterSummary,
} from './lib/dead-letter/compose-dead-letter-attributes.ts'
export {
  checkDeadLetterAttributes,
  type DeadLetterAttribute,
  DeadLetterAttributes,
  isDeadLetterAttributes,
  parseDeadLetterAttributes,
} from './lib/dead-letter/dead-letter-attributes.ts'
export {
  checkDeadLetterConfig,
  DeadLetterConfig,
  isDeadLetterConfig,
  parseDeadLetterConfig,
} from './lib/dead-letter/dead-letter-config.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export { type FunctionReference, parseFunctionReference } from './lib/reference/function-reference.ts'
export { formatRefusals, type Refusal, type RefusalCode } from './lib/reference/refusal.ts'
export type { RefusedTarget, TargetReason } from './lib/target/read-target.ts'
export type { TargetRefusal } from './lib/target/refusals.ts'
export type { TargetKind, TargetUse } from './lib/target/targets.ts'
