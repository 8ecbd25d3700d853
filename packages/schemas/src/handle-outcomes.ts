export type { TypedOutcome } from './lib/batch/typed-payloads.ts'
export type { DeadLetterSummary } from './lib/dead-letter/compose-dead-letter-attributes.ts'
export type { Issue } from './lib/document/issue.ts'
export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export type { AbortSignalLike, HandledOutcome, HandleOptions, UnrecognisedPolicy } from './lib/handle/handle-options.ts'
export { type BatchResponse, handleOutcomes } from './lib/handle/handle-outcomes.ts'
export type { PipeFailure } from './lib/neighbours/pipe-failure.ts'
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
export type { PayloadSchemas, SchemaOutput } from './lib/record/compose-invocation-record.ts'
export type {
  DeliveryError,
  InvocationRecord,
  RequestContext,
  ResponseContext,
} from './lib/record/invocation-record.ts'
