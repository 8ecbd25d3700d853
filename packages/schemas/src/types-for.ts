export { PayloadSchemaError } from './lib/types-for/payload/payload-schema-error.ts'
export type { NamedPayloads } from './lib/types-for/typed-records.ts'
export { type TypesFile, type TypesLanguage, type TypesOptions, typesFor } from './lib/types-for/types-for.ts'
