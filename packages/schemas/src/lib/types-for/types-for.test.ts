import { Type } from '@sinclair/typebox'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { PayloadSchemaError, typesFor } from '../../types-for.ts'

/** The TypeScript declarations of a payload, without those of the contracts. */
function declarations(requestPayload: unknown): string {
  const [file] = typesFor('typescript', { payloads: [{ name: 'Order', requestPayload }] })
  const all = (file?.text ?? '').split('\n\n').slice(2)
  const [contracts] = typesFor('typescript')
  const known = new Set(contracts?.text.trimEnd().split('\n\n'))
  return all
    .map((each) => each.trimEnd())
    .filter((each) => !known.has(each) && !/ Order(?:Success|Failure)/.test(each) && !/Record(?: |$)/m.test(each))
    .join('\n')
    .replaceAll('export ', '')
    .replaceAll('readonly ', '')
}

const object = (properties: object, ...required: string[]) => ({ type: 'object', properties, required })

describe('typesFor, with the schema of a payload', () => {
  it.each([
    {
      what: 'members, required and not',
      schema: object({ id: { type: 'string' }, count: { type: 'integer' } }, 'id'),
      types: 'interface Order {\n  id: string\n  count?: number\n}',
    },
    { what: 'null beside a type', schema: { type: ['string', 'null'] }, types: 'type Order = string | null' },
    { what: 'nullable of OpenAPI', schema: { type: 'string', nullable: true }, types: 'type Order = string | null' },
    {
      what: 'nullable of OpenAPI in an alternative',
      schema: { anyOf: [{ type: 'string', nullable: true }, { type: 'number' }] },
      types: 'type Order = string | number | null',
    },
    {
      what: 'null where members are added to an object or null',
      schema: { type: ['object', 'null'], allOf: [{ properties: { a: { type: 'string' } } }] },
      types: 'type Order = OrderObject | null\ninterface OrderObject {\n  a?: string\n}',
    },
    {
      what: 'a definition that is itself or null',
      schema: {
        ...object({ list: { $ref: '#/$defs/List' } }),
        $defs: {
          List: { type: ['object', 'null'], required: ['next'], properties: { next: { $ref: '#/$defs/List' } } },
        },
      },
      types: `interface Order {\n  list?: OrderList\n}
type OrderList = OrderListObject | null\ninterface OrderListObject {\n  next: OrderList\n}`,
    },
    {
      what: 'two lists of places at once, as far as it can',
      schema: {
        allOf: [
          { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } },
          { prefixItems: [{}, {}], items: false },
        ],
      },
      types: 'type Order = unknown[]',
    },
    { what: 'constants', schema: { oneOf: [{ const: 'a' }, { const: 1 }] }, types: 'type Order = "a" | 1' },
    {
      what: 'hundreds of constants',
      schema: {
        anyOf: [{ type: 'null' }, ...Array.from({ length: 300 }, (_, value) => ({ const: value, type: 'integer' }))],
      },
      types: `type Order = ${Array.from({ length: 300 }, (_, value) => value).join(' | ')} | null`,
    },
    { what: 'an enumeration within its type', schema: { type: 'string', enum: ['a', 1] }, types: 'type Order = "a"' },
    { what: 'both truths', schema: { enum: [true, false] }, types: 'type Order = boolean' },
    { what: 'everything', schema: true, types: 'type Order = unknown' },
    { what: 'a list', schema: { type: 'array', items: { type: 'string' } }, types: 'type Order = string[]' },
    {
      what: 'a list of places, as in 2020-12',
      schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 1 },
      types: 'type Order = [string, number?]',
    },
    {
      what: 'a list of places, as in draft-07',
      schema: { type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'number' }, minItems: 1 },
      types: 'type Order = [string, ...number[]]',
    },
    {
      what: 'a map',
      schema: { type: 'object', additionalProperties: { type: 'number' } },
      types: 'type Order = { [member: string]: number }',
    },
    {
      what: 'a map by patterns that allows nothing else',
      schema: { type: 'object', patternProperties: { '^a': { type: 'number' } }, additionalProperties: false },
      types: 'type Order = { [member: string]: number }',
    },
    {
      what: 'all of several objects',
      schema: {
        allOf: [object({ a: { type: 'string' } }, 'a'), object({ b: { type: 'number' } }), { required: ['b'] }],
      },
      types: 'interface Order {\n  a: string\n  b: number\n}',
    },
    {
      what: 'a member of two objects, narrowed by both',
      schema: { allOf: [object({ a: { type: ['string', 'null'] } }), object({ a: { type: ['string', 'number'] } })] },
      types: 'interface Order {\n  a?: string\n}',
    },
    {
      what: 'branches that only require members',
      schema: {
        ...object({ a: { type: 'string' }, b: { type: 'string' } }),
        anyOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      types: 'interface Order {\n  a?: string\n  b?: string\n}',
    },
    {
      what: 'alternatives, named by their constant member',
      schema: {
        oneOf: [object({ kind: { const: 'card' } }, 'kind'), object({ kind: { const: 'bank-transfer' } }, 'kind')],
      },
      types: `type Order = OrderCard | OrderBankTransfer
interface OrderCard {\n  kind: "card"\n}\ninterface OrderBankTransfer {\n  kind: "bank-transfer"\n}`,
    },
    {
      what: 'a schema that refers to itself',
      schema: { ...object({ next: { $ref: '#' } }) },
      types: 'interface Order {\n  next?: Order\n}',
    },
    {
      what: 'a root that is a reference, as generators write',
      schema: { $ref: '#/definitions/Root', definitions: { Root: object({ next: { $ref: '#/definitions/Root' } }) } },
      types: 'interface Order {\n  next?: Order\n}',
    },
    {
      what: 'references by anchor and by identifier',
      schema: {
        ...object({ a: { $ref: '#one' }, b: { $ref: 'other' }, c: { $ref: 'https://example.com/other' } }),
        $id: 'https://example.com/order',
        $defs: { One: { $anchor: 'one', type: 'string' }, Two: { $id: 'other', type: 'number' } },
      },
      types: 'interface Order {\n  a?: string\n  b?: number\n  c?: number\n}',
    },
    {
      what: 'keywords beside a reference, which draft-07 ignores',
      schema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        ...object({ a: { $ref: '#/definitions/A', type: 'number' } }),
        definitions: { A: { type: 'string' } },
      },
      types: 'interface Order {\n  a?: string\n}',
    },
    {
      what: 'keywords beside a reference, which 2020-12 adds',
      schema: {
        ...object({ a: { $ref: '#/$defs/A', properties: { own: { type: 'string' } } } }),
        $defs: { A: object({ base: { type: 'string' } }) },
      },
      types: 'interface Order {\n  a?: OrderA\n}\ninterface OrderA {\n  own?: string\n  base?: string\n}',
    },
    {
      what: 'a definition that has the name of a contract',
      schema: { ...object({ a: { $ref: '#/$defs/Timeline' } }), $defs: { Timeline: object({ b: {} }) } },
      types: 'interface Order {\n  a?: OrderTimeline\n}\ninterface OrderTimeline {\n  b?: unknown\n}',
    },
    {
      what: 'a member that may not be there',
      schema: object({ a: { type: 'string' }, never: false }),
      types: 'interface Order {\n  a?: string\n}',
    },
  ])('writes $what', ({ schema, types }) => {
    expect(declarations(schema)).toBe(types)
  })

  it.each([
    {
      library: 'zod',
      schema: z.toJSONSchema(
        z.object({
          id: z.uuid(),
          at: z.iso.datetime().nullable(),
          kind: z.enum(['a', 'b']),
          tags: z.record(z.string(), z.int()).optional(),
        }),
      ),
      types: `interface Order {
  /** Format: uuid. */
  id: string
  at: string | null
  kind: "a" | "b"
  tags?: { [member: string]: number }
}`,
    },
    {
      library: 'TypeBox, with a recursive type',
      schema: Type.Recursive((This) =>
        Type.Object({ id: Type.Integer(), nodes: Type.Array(This), at: Type.Tuple([Type.Number(), Type.Null()]) }),
      ),
      types: 'interface Order {\n  id: number\n  nodes: Order[]\n  at: [number, null]\n}',
    },
    {
      library: 'pydantic',
      schema: {
        $defs: {
          Item: {
            properties: { sku: { title: 'Sku', type: 'string' } },
            required: ['sku'],
            title: 'Item',
            type: 'object',
          },
        },
        properties: {
          items: { items: { $ref: '#/$defs/Item' }, title: 'Items', type: 'array' },
          note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Note' },
        },
        required: ['items'],
        title: 'Order',
        type: 'object',
      },
      types: 'interface Order {\n  items: Item[]\n  note?: string | null\n}\ninterface Item {\n  sku: string\n}',
    },
  ])('reads what $library writes', ({ schema, types }) => {
    expect(declarations(JSON.parse(JSON.stringify(schema)))).toBe(types)
  })

  it.each([
    {
      what: 'a reference to another document',
      schema: { $ref: 'https://example.com/a.json' },
      message: 'Order at #/$ref names a schema outside this one, which is not read: "https://example.com/a.json"',
    },
    {
      what: 'a reference that leads nowhere',
      schema: object({ a: { $ref: '#/$defs/None' } }),
      message: 'Order at #/properties/a/$ref leads to no schema: "#/$defs/None"',
    },
    {
      what: 'an unknown type',
      schema: object({ a: { type: 'date' } }),
      message: 'Order at #/properties/a/type is none of null, boolean, integer, number, string, array, object: "date"',
    },
    {
      what: 'a list of members',
      schema: { type: 'object', properties: [] },
      message: 'Order at #/properties is no object: []',
    },
    {
      what: 'a schema that is a string',
      schema: object({ a: 'string' }),
      message: 'Order at #/properties/a is no schema: "string"',
    },
    { what: 'text', schema: 'order', message: 'Order is no object: "order"' },
  ])('refuses $what, with its place', ({ schema, message }) => {
    expect(() => declarations(schema)).toThrow(message)
  })

  it.each([
    { what: 'too many levels', schema: nestedTimes(5000, (inner) => ({ type: 'array', items: inner })) },
    {
      what: 'definitions that double each time',
      schema: doubled((ref) => ({ type: 'array', prefixItems: [ref, ref], minItems: 2, items: false })),
    },
    {
      what: 'definitions that double each time, in objects',
      schema: doubled((ref) => ({ allOf: [ref, object({ a: { type: 'object', properties: { b: ref } } })] })),
    },
    {
      what: 'alternatives of alternatives',
      schema: nestedTimes(12, (inner) => ({
        type: 'array',
        items: inner,
        anyOf: Array.from({ length: 30 }, () => ({ type: 'array' })),
      })),
    },
  ])('refuses or bounds $what', ({ schema }) => {
    try {
      expect(declarations(schema).length).toBeLessThan(1_000_000)
    } catch (error) {
      expect(error).toBeInstanceOf(PayloadSchemaError)
    }
  })

  it('names two payloads apart', () => {
    const payload = {
      ...object({ address: { $ref: '#/$defs/Address' } }),
      $defs: { Address: object({ zip: { type: 'string' } }) },
    }
    const payloads = [
      { name: 'Order', requestPayload: payload },
      { name: 'Refund', requestPayload: payload },
    ]
    const [{ text } = { text: '' }] = typesFor('typescript', { payloads })
    expect(text).toContain('export interface Address {')
    expect(text).toContain('export interface RefundAddress {')
    expect(() => typesFor('go', { payloads: [...payloads, { name: 'order' }] })).toThrow(
      /^"order" needs another name: Order means something else$/,
    )
  })

  it.each([
    { language: 'go', package: 'io.acme' },
    { language: 'java', package: '../acme' },
    { language: 'java', package: 'com.class' },
    { language: 'go', package: 'func' },
  ] as const)('refuses the package $package in $language', ({ language, ...options }) => {
    expect(() => typesFor(language, options)).toThrow(/is no name for a package/)
  })
})

function nestedTimes(times: number, around: (inner: object) => object): object {
  let schema: object = { type: 'string' }
  for (let each = 0; each < times; each += 1) schema = around(schema)
  return schema
}

/** Definitions of which each refers twice to the next. */
function doubled(around: (ref: object) => object): object {
  const names = Array.from({ length: 40 }, (_, index) => `D${index}`)
  const defs = names.map((name, index) => [
    name,
    index === 39 ? { type: 'string' } : around({ $ref: `#/$defs/D${index + 1}` }),
  ])
  return { $ref: '#/$defs/D0', $defs: Object.fromEntries(defs) }
}
