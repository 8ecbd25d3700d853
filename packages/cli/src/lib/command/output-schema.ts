/** A JSON Schema of what a command prints with `--json`: of the one document, or of each line. */
export type OutputSchema = { readonly [keyword: string]: unknown }

type Members = Readonly<Record<string, OutputSchema>>

export const text: OutputSchema = { type: 'string' }
export const count: OutputSchema = { type: 'integer', minimum: 0 }
export const truth: OutputSchema = { type: 'boolean' }
/** Any JSON: a document with a schema of its own, or one of Lambda's. */
export const any: OutputSchema = {}

/** Adds a sentence for people. */
export const about = (description: string, schema: OutputSchema): OutputSchema => ({ ...schema, description })
export const kind = (value: string): OutputSchema => ({ const: value })
export const oneOf = (...values: readonly string[]): OutputSchema => ({ enum: values })
export const list = (items: OutputSchema): OutputSchema => ({ type: 'array', items })
export const map = (each: OutputSchema): OutputSchema => ({ type: 'object', additionalProperties: each })
export const orNull = (schema: OutputSchema): OutputSchema => ({ anyOf: [schema, { type: 'null' }] })

/** An object. Later versions may add members. */
export function members(required: Members, optional: Members = {}): OutputSchema {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } }
}

/** One document. */
export function document(description: string, schema: OutputSchema): OutputSchema {
  return { description, ...schema }
}

/** Lines of several kinds. */
export function lines(description: string, ...kinds: readonly OutputSchema[]): OutputSchema {
  return { description: `Each line: ${description}`, anyOf: kinds }
}
