export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export { type ComposedRecord, invocationRecord, type PayloadSchemas } from './lib/record/compose-invocation-record.ts'
