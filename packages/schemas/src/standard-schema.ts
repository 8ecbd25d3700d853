export { type ComposedRecord, invocationRecord, type PayloadSchemas } from './lib/compose-invocation-record.ts'
export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/standard-schema.ts'
