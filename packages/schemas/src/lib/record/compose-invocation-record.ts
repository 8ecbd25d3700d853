import { invocationRecordJsonSchema } from '../../generated/invocation-record.schema.ts'
import {
  type AnyStandardSchema,
  inDialect,
  type JsonSchemaOptions,
  type StandardDocument,
  type StandardResult,
} from '../document/standard-schema.ts'
import { InvocationRecord } from './invocation-record.ts'

/** The output type of a payload's schema; `unknown` without one. */
export type SchemaOutput<Schema> = Schema extends AnyStandardSchema<infer _Input, infer Output> ? Output : unknown
type PayloadName = 'requestPayload' | 'responsePayload'

/** Standard Schemas of the payloads, from any library. A payload without a schema stays `unknown`. */
export interface PayloadSchemas {
  readonly requestPayload?: AnyStandardSchema | undefined
  /** Applied whenever the record has a `responsePayload`; on a failure, that is the runtime's error object. */
  readonly responsePayload?: AnyStandardSchema | undefined
}

/** An invocation record whose payloads have the output types of their schemas. */
export type ComposedRecord<Schemas extends PayloadSchemas> = InvocationRecord<
  SchemaOutput<Schemas['requestPayload']>,
  SchemaOutput<Schemas['responsePayload']>
>

/**
 * Creates a Standard Schema for records with typed payloads, from any mix of zod, valibot, arktype and the like.
 *
 * It validates the record first, then both payloads; the issues of a payload carry its path. The result holds the
 * output of the payload schemas, and the input stays unchanged. A missing `responsePayload` stays missing. `validate`
 * returns a promise only if a payload schema does.
 *
 * @example
 * ```ts
 * const FailureRecord = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })
 * FailureRecord['~standard'].validate(JSON.parse(message.Body))
 * ```
 */
export function createRecordSchema<const Schemas extends PayloadSchemas>(
  schemas: Schemas,
): StandardDocument<
  ComposedRecord<Schemas>,
  StandardResult<ComposedRecord<Schemas>> | Promise<StandardResult<ComposedRecord<Schemas>>>
> {
  type Composed = ComposedRecord<Schemas>
  const validate = (value: unknown): StandardResult<Composed> | Promise<StandardResult<Composed>> => {
    const checked = InvocationRecord['~standard'].validate(value)
    if (checked.issues !== undefined) return checked
    const validated = payloadNames.flatMap((name) => {
      const schema = schemas[name]
      if (schema === undefined || !Object.hasOwn(checked.value, name)) return []
      return [{ name, result: schema['~standard'].validate(checked.value[name]) }]
    })
    if (!validated.some(({ result }) => result instanceof Promise))
      return withPayloads(checked.value, validated as readonly ValidatedPayload[])
    const settled = validated.map(async ({ name, result }) => ({ name, result: await result }))
    return Promise.all(settled).then((payloads) => withPayloads(checked.value, payloads))
  }
  const jsonSchema = (direction: 'input' | 'output') => (options: JsonSchemaOptions) =>
    withPayloadSchemas(schemas, direction, options)
  return {
    '~standard': {
      version: 1,
      vendor: 'async-invoke',
      validate,
      jsonSchema: { input: jsonSchema('input'), output: jsonSchema('output') },
    },
  }
}

const payloadNames: readonly PayloadName[] = ['requestPayload', 'responsePayload']

interface ValidatedPayload {
  readonly name: PayloadName
  readonly result: StandardResult<unknown>
}

function withPayloads<Composed>(
  record: InvocationRecord,
  validated: readonly ValidatedPayload[],
): StandardResult<Composed> {
  const issues = validated.flatMap(({ name, result }) =>
    (result.issues ?? []).map(({ message, path = [] }) => ({ message, path: [name, ...path] })),
  )
  if (issues.length > 0) return { issues }
  const payloads = validated.map(({ name, result }) => [name, 'value' in result ? result.value : undefined])
  return { value: { ...record, ...Object.fromEntries(payloads) } as Composed }
}

/** The JSON Schema of the record, with that of each payload whose library provides one. */
function withPayloadSchemas(schemas: PayloadSchemas, direction: 'input' | 'output', options: JsonSchemaOptions) {
  const record = inDialect(invocationRecordJsonSchema, options.target)
  const properties = { ...(record.properties as Record<string, unknown>) }
  for (const name of payloadNames) {
    const standard = schemas[name]?.['~standard'] as Partial<StandardDocument<unknown>['~standard']> | undefined
    if (standard?.jsonSchema !== undefined) properties[name] = standard.jsonSchema[direction](options)
  }
  // It is not the published document any more, so it must not carry its id.
  const { $id: _, examples: __, ...rest } = record
  return { ...rest, properties }
}
