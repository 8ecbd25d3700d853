export { describeOutcome, type OutcomeDescription, type OutcomeReason } from './lib/describe-outcome.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export type { Issue } from './lib/issue.ts'
export type { NormalisedError } from './lib/normalised-error.ts'
export type {
  Carrier,
  DeadLetterOutcome,
  DeadLetterSummary,
  InvocationRecordOutcome,
  Outcome,
  StreamFailureOutcome,
  StreamFailureRecord,
  UnrecognisedOutcome,
} from './lib/outcome.ts'
export { type RawPayloads, rawPayloads } from './lib/raw-payloads.ts'
export { readOutcome } from './lib/read-outcome.ts'
export { type OutcomesOfEvent, readOutcomes } from './lib/read-outcomes.ts'
