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
