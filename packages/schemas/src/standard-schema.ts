export type {
  AnyStandardSchema,
  JsonSchemaOptions,
  StandardDocument,
  StandardIssue,
  StandardResult,
} from './lib/document/standard-schema.ts'
export {
  type ComposedRecord,
  createRecordSchema,
  type PayloadSchemas,
  type SchemaOutput,
} from './lib/record/compose-invocation-record.ts'
export type {
  DeliveryError,
  InvocationRecord,
  RequestContext,
  ResponseContext,
} from './lib/record/invocation-record.ts'
