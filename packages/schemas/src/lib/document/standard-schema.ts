import type { Issue } from './issue.ts'

/** What the Standard Schema interface calls a failure: a sentence and where it applies. */
export interface StandardIssue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<StandardIssue> }

/** Any validator of the Standard Schema family (zod, valibot, arktype, ours), as far as we use one. */
export interface AnyStandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** Dialects that {@link StandardDocument} writes its JSON Schema in; another one is refused with a TypeError. */
export interface JsonSchemaOptions {
  readonly target: 'draft-2020-12' | 'draft-07' | 'openapi-3.0' | (string & {})
}

/** `StandardSchemaV1` and `StandardJSONSchemaV1` on one object: give it to any library that takes either. */
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

/** The definitions use only keywords that mean the same in both dialects, so the twins differ in their heads. */
export function inDialect(schema: Readonly<Record<string, unknown>>, target: string): Record<string, unknown> {
  if (target === 'draft-2020-12') return { ...schema }
  if (target !== 'draft-07')
    throw new TypeError(`no JSON Schema for target ${target}: ask for draft-2020-12 or draft-07`)
  return { ...schema, $schema: 'http://json-schema.org/draft-07/schema#', $id: `${schema.$id}:draft-07` }
}
