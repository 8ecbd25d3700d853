import type { Issue } from './issue.ts'

/** An issue of the Standard Schema interface: a message and the path that it applies to. */
export interface StandardIssue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** The result of a Standard Schema's `validate`. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<StandardIssue> }

/** The part of the Standard Schema interface that this package uses; any zod, valibot or arktype schema has it. */
export interface AnyStandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The dialect of JSON Schema to produce. A {@link StandardDocument} throws `TypeError` for one it does not support. */
export interface JsonSchemaOptions {
  readonly target: 'draft-2020-12' | 'draft-07' | 'openapi-3.0' | (string & {})
}

/**
 * A validator for any library that accepts a Standard Schema or a Standard JSON Schema: one object implements
 * `StandardSchemaV1` and `StandardJSONSchemaV1`.
 *
 * @see https://standardschema.dev
 */
export interface StandardDocument<Output, Result = StandardResult<Output>> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: 'async-invoke'
    readonly validate: (value: unknown) => Result
    readonly types?: { readonly input: Output; readonly output: Output } | undefined
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>
    }
  }
}

export function standardDocument<Output>(
  check: (value: unknown) => readonly Issue[],
  schema: Readonly<Record<string, unknown>>,
): StandardDocument<Output> {
  return {
    '~standard': {
      version: 1,
      vendor: 'async-invoke',
      validate: (value) => {
        const issues = check(value)
        return issues.length === 0 ? { value: value as Output } : { issues: issues.map(standardIssue) }
      },
      jsonSchema: {
        input: ({ target }) => inDialect(schema, target),
        output: ({ target }) => inDialect(schema, target),
      },
    },
  }
}

function standardIssue({ path, message }: Issue): StandardIssue {
  const segments = path.split('/').slice(1)
  return { message, path: segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')) }
}

/** The definitions use only keywords that mean the same in both dialects, so only `$schema` and `$id` differ. */
export function inDialect(schema: Readonly<Record<string, unknown>>, target: string): Record<string, unknown> {
  if (target === 'draft-2020-12') return { ...schema }
  if (target !== 'draft-07') throw new TypeError(`no JSON Schema for target ${target}: use draft-2020-12 or draft-07`)
  return { ...schema, $schema: 'http://json-schema.org/draft-07/schema#', $id: `${schema.$id}:draft-07` }
}
