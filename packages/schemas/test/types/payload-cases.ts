import fc from 'fast-check'
import type { NamedPayloads } from '../../src/types-for.ts'

/** A schema, values that it accepts, and the definitions that it refers to. */
interface Sample {
  readonly schema: Readonly<Record<string, unknown>>
  readonly values: readonly unknown[]
}

const memberNames = [
  ...[
    'id',
    'ID',
    'Id',
    'order_id',
    'orderId',
    'order-id',
    'a b',
    'ünïcode',
    '注文',
    '',
    '-',
    'a,b',
    '"',
    "'",
    '\\u0041',
  ],
  ...[
    'class',
    'type',
    'func',
    'None',
    'def',
    'json',
    'model_name',
    '_id',
    '__init__',
    'str',
    'List',
    'Any',
    'Optional',
  ],
  ...['getClass', 'hashCode', '1st', '$ref', '$id', 'Order', 'JsonNode', 'copy', 'self', 'x*/y', '"""', '\n'],
]

const definitions = {
  Tree: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
  },
  Person: { $ref: '#/$defs/Named' },
  Named: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, boss: { $ref: '#/$defs/Person' } },
  },
  List: { type: ['object', 'null'], required: ['next'], properties: { next: { $ref: '#/$defs/List' } } },
  Json: {
    anyOf: [
      { type: ['string', 'number', 'boolean', 'null'] },
      { type: 'array', items: { $ref: '#/$defs/Json' } },
      { type: 'object', additionalProperties: { $ref: '#/$defs/Json' } },
    ],
  },
}

const tree = { value: 1, children: [{ value: 2, children: [] }, { value: 3 }] }
const fixed = (schema: Sample['schema'], ...values: unknown[]): fc.Arbitrary<Sample> => fc.constant({ schema, values })

const scalars = fc.oneof(
  fc
    .array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 2 })
    .map((values) => ({ schema: { type: 'string' }, values })),
  fc
    .array(fc.maxSafeInteger(), { minLength: 1, maxLength: 2 })
    .map((values) => ({ schema: { type: 'integer' }, values: values.map((value) => value + 0) })),
  fixed({ type: 'number' }, 0.5, 3, -1e30),
  fixed({ type: 'boolean' }, true, false),
  fixed({ type: 'null' }, null),
  fixed({ type: 'string', format: 'date-time', description: 'When, \\u0041 """ */ "' }, '2026-01-01T00:00:00Z'),
  fixed({ enum: ['a', 'b c', '"', '\\', "'"] }, 'a', '"', '\\', "'"),
  fixed({ enum: [1, 'one', null] }, 1, 'one', null),
  fixed({ const: true }, true),
  fixed({ enum: [0.5, 2] }, 0.5, 2),
  fixed({ type: ['string', 'null'] }, 'x', null),
  fixed({ type: ['integer', 'string'] }, 1, '1'),
  fixed({ type: ['boolean', 'number', 'string', 'null'] }, true, 1, 'true', null),
  fixed({}, { any: [1] }, null, 'x'),
  fixed({ $ref: '#/$defs/Tree' }, tree),
  fixed({ $ref: '#/$defs/Person', description: 'Someone.' }, { name: 'A', boss: { name: 'B' } }),
  fixed({ $ref: '#/$defs/List' }, { next: { next: null } }, null),
  fixed({ $ref: '#/$defs/Json' }, [{ a: [null, 1, 'x'] }], 'x', null),
  fixed({ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], minItems: 2, items: false }, [1, 'x']),
  fixed({ type: 'array', prefixItems: [{ type: 'number' }], items: { type: 'string' } }, [], [1], [1, 'x', 'y']),
)

function nested(inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const objects = fc
    .uniqueArray(fc.constantFrom(...memberNames), { minLength: 1, maxLength: 5 })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), inner, fc.boolean()))))
    .map(objectOf)
  return fc.oneof(
    { weight: 4, arbitrary: objects },
    inner.map(({ schema, values }) => ({ schema: { type: 'array', items: schema }, values: [values, []] })),
    inner.map(({ schema, values }) => ({
      schema: { type: 'object', additionalProperties: schema },
      values: [Object.fromEntries(values.map((value, index) => [`key ${index}`, value]))],
    })),
    fc
      .tuple(inner, inner)
      .map((of) => ({ schema: { anyOf: of.map((each) => each.schema) }, values: of.flatMap((each) => each.values) })),
    inner.map(({ schema, values }) => ({ schema: { anyOf: [schema, { type: 'null' }] }, values: [...values, null] })),
    fc.tuple(objects, objects).map(([one, other]) => ({
      schema: {
        oneOf: [tagged(one.schema, 'first one'), tagged(other.schema, 'second')],
      },
      values: [
        ...one.values.map((value) => ({ ...(value as object), tag: 'first one' })),
        ...other.values.map((value) => ({ ...(value as object), tag: 'second' })),
      ],
    })),
    objects.map(({ schema, values }) => ({
      schema: { allOf: [{ $ref: '#/$defs/Tree' }, schema] },
      values: values.map((value) => ({ ...(value as object), value: 7 })),
    })),
  )
}

function tagged(schema: Sample['schema'], tag: string): object {
  const { properties, required } = schema as { properties: object; required: readonly string[] }
  return { type: 'object', properties: { ...properties, tag: { const: tag } }, required: [...required, 'tag'] }
}

function objectOf(members: readonly (readonly [string, Sample, boolean])[]): Sample {
  const required = members.filter(([, , optional]) => !optional).map(([name]) => name)
  const value = (at: number): object =>
    Object.fromEntries(members.map(([name, { values }]) => [name, values[at % values.length]]))
  const least = Object.fromEntries(Object.entries(value(0)).filter(([name]) => required.includes(name)))
  return {
    schema: {
      type: 'object',
      required,
      properties: Object.fromEntries(members.map(([name, { schema }]) => [name, schema])),
    },
    values: required.length === 0 ? [value(0), value(1)] : [value(0), value(1), least, { ...value(0), more: [1] }],
  }
}

const samples = fc.sample(nested(nested(scalars)), { numRuns: 40, seed: 7 })

/** One payload whose members have schemas of every kind: one type to compile for all of them. */
export const payloadOfSamples = {
  name: 'Payload',
  requestPayload: {
    type: 'object',
    properties: Object.fromEntries(samples.map(({ schema }, index) => [`sample${index}`, schema])),
    $defs: definitions,
  },
  responsePayload: { type: 'array', items: { type: ['string', 'null'] } },
} satisfies NamedPayloads

/** Values that the schema accepts, each with one member. */
export const payloadValues: readonly object[] = samples.flatMap(({ values }, index) =>
  values.map((value) => ({ [`sample${index}`]: value })),
)
