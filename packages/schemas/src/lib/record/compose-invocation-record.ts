import { invocationRecordJsonSchema } from '../../generated/invocation-record.schema.ts'
import {
  type AnyStandardSchema,
  inDialect,
  type JsonSchemaOptions,
  type StandardDocument,
  type StandardResult,
} from '../document/standard-schema.ts'
import { InvocationRecord } from './invocation-record.ts'

/** What a payload's schema makes of it; `unknown` where there is none. */
export type SchemaOutput<Schema> = Schema extends AnyStandardSchema<infer _Input, infer Output> ? Output : unknown
type PayloadName = 'requestPayload' | 'responsePayload'

/** Schemas of the payloads, from any library of the Standard Schema family; what is left out stays `unknown`. */
export interface PayloadSchemas {
  readonly requestPayload?: AnyStandardSchema | undefined
  /** Applied whenever `responsePayload` is there: on a failure that is the runtime's error object. */
  readonly responsePayload?: AnyStandardSchema | undefined
}

export type ComposedRecord<Schemas extends PayloadSchemas> = InvocationRecord<
  SchemaOutput<Schemas['requestPayload']>,
  SchemaOutput<Schemas['responsePayload']>
>

/**
 * A Standard Schema for records whose payloads are known, from any mix of zod, valibot, arktype and the like.
 *
 * Shape: validates the record first, then both payloads; issues of a payload carry its path. Payloads in the result
 * are what their schemas made of them; the value given is left as it was. A missing `responsePayload` stays missing.
 * `validate` answers with a promise only where a payload's schema does.
 *
 * @example
 * const Failure = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })
 * Failure['~standard'].validate(JSON.parse(message.Body))
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
    const parts = payloadNames.flatMap((name) => {
      const schema = schemas[name]
      if (schema === undefined || !Object.hasOwn(checked.value, name)) return []
      return [{ name, result: schema['~standard'].validate(checked.value[name]) }]
    })
    if (!parts.some(({ result }) => result instanceof Promise)) return joined(checked.value, parts as readonly Part[])
    const settled = parts.map(async ({ name, result }) => ({ name, result: await result }))
    return Promise.all(settled).then((all) => joined(checked.value, all))
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

interface Part {
  readonly name: PayloadName
  readonly result: StandardResult<unknown>
}

function joined<Composed>(record: InvocationRecord, parts: readonly Part[]): StandardResult<Composed> {
  const issues = parts.flatMap(({ name, result }) =>
    (result.issues ?? []).map(({ message, path = [] }) => ({ message, path: [name, ...path] })),
  )
  if (issues.length > 0) return { issues }
  const payloads = parts.map(({ name, result }) => [name, 'value' in result ? result.value : undefined])
  return { value: { ...record, ...Object.fromEntries(payloads) } as Composed }
}

/** A payload's own JSON Schema where its library gives one; what a record says of payloads otherwise. */
function withPayloadSchemas(schemas: PayloadSchemas, direction: 'input' | 'output', options: JsonSchemaOptions) {
  const record = inDialect(invocationRecordJsonSchema, options.target)
  const properties = { ...(record.properties as Record<string, unknown>) }
  for (const name of payloadNames) {
    const standard = schemas[name]?.['~standard'] as Partial<StandardDocument<unknown>['~standard']> | undefined
    if (standard?.jsonSchema !== undefined) properties[name] = standard.jsonSchema[direction](options)
  }
  // It is no longer the published document, so it does not carry its id.
  const { $id: _, examples: __, ...rest } = record
  return { ...rest, properties }
}
