export { type OutcomesOfEvent, readOutcomes } from './lib/batch/read-outcomes.ts'
export type { TypedOutcome } from './lib/batch/typed-payloads.ts'
export type { DeadLetterSummary } from './lib/dead-letter/compose-dead-letter-attributes.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export type { PipeFailure } from './lib/neighbours/pipe-failure.ts'
export { describeOutcome, type OutcomeDescription, type OutcomeReason } from './lib/outcome/describe-outcome.ts'
export type { ErrorReason } from './lib/outcome/error-reason.ts'
export { fingerprint } from './lib/outcome/fingerprint.ts'
export type { NormalisedError } from './lib/outcome/normalised-error.ts'
export { originalEvent, type SentEvent, type SentValue } from './lib/outcome/original-event.ts'
export type {
  DeadLetterOutcome,
  Envelope,
  InvocationRecordOutcome,
  NeighbourBody,
  Outcome,
  OutcomeOrigin,
  PayloadMismatchOutcome,
  PipeFailureOutcome,
  RuleDeadLetterOutcome,
  RuleDeadLetterSummary,
  ScheduleDeadLetterOutcome,
  ScheduleDeadLetterSummary,
  StreamFailureOutcome,
  StreamFailureRecord,
  UnrecognisedOutcome,
} from './lib/outcome/outcome.ts'
export { readOutcome } from './lib/outcome/read-outcome.ts'
export type { PayloadSchemas, SchemaOutput } from './lib/record/compose-invocation-record.ts'
export type {
  DeliveryError,
  InvocationRecord,
  RequestContext,
  ResponseContext,
} from './lib/record/invocation-record.ts'
export { type RawPayloads, readRawPayloads } from './lib/record/raw-payloads.ts'
