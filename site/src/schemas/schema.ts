/** The members of JSON Schema that ours use. */
export interface Schema {
  readonly $id?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly title?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** A member of a document, with its own members. */
export interface Member {
  /** `requestId`; `*` for any name; `either` and `or`, which have no type, over the members of alternatives. */
  readonly name: string
  readonly required: boolean
  /** `string`, `"a"`, `array of integer`; `#dev` for a definition of that name. */
  readonly types: readonly string[]
  readonly description: string
  /** Bounds, patterns, defaults: `from 60 to 21600`. */
  readonly limits: readonly string[]
  readonly members: readonly Member[]
}

/** The members that a schema describes, of a document or of the items of an array; those of its alternatives, too. */
export function membersOf(schema: Schema): readonly Member[] {
  const {
    properties = {},
    required = [],
    patternProperties = {},
    additionalProperties,
    items,
    anyOf = [],
    oneOf = [],
  } = schema
  return [
    ...Object.entries(properties).map(([name, member]) => memberOf(name, member, required.includes(name))),
    ...[...Object.values(patternProperties), additionalProperties].flatMap((member) =>
      typeof member === 'object' ? [memberOf('*', member, false)] : [],
    ),
    ...(items === undefined ? [] : membersOf(items)),
    ...alternatives([...anyOf, ...oneOf].map(membersOf).filter((members) => members.length > 0)),
  ]
}

/** The members of the only alternative that has some; each under a heading of its own where there are several. */
function alternatives(found: readonly (readonly Member[])[]): readonly Member[] {
  if (found.length < 2) return found.flat()
  const heading = { required: false, types: [], description: '', limits: [] }
  return found.map((members, place) => ({ ...heading, name: place === 0 ? 'either' : 'or', members }))
}

function memberOf(name: string, schema: Schema, required: boolean): Member {
  const { description = '' } = schema
  return { name, required, types: typesOf(schema), description, limits: limitsOf(schema), members: membersOf(schema) }
}

/** The names of the types that a schema admits, each once. */
export function typesOf(schema: Schema): readonly string[] {
  const { $ref, enum: values, items, type, anyOf = [], oneOf = [] } = schema
  if ($ref !== undefined) return [$ref.replace(/^#\/\$defs\//, '#')]
  if ('const' in schema) return [JSON.stringify(schema.const)]
  if (values !== undefined) return values.map((value) => JSON.stringify(value))
  if (type === 'array' && items !== undefined) return [`array of ${typesOf(items).join(' or ')}`]
  if (type !== undefined) return [type].flat()
  const alternatives = [...anyOf, ...oneOf]
  return alternatives.length === 0 ? ['any'] : [...new Set(alternatives.flatMap(typesOf))]
}

function limitsOf(schema: Schema): readonly string[] {
  const { minimum, maximum, minLength, maxLength, pattern, format } = schema
  return [
    ...rangeOf(minimum, maximum, ''),
    ...(minLength === 1 && maxLength === undefined ? ['not empty'] : rangeOf(minLength, maxLength, ' characters')),
    ...(format === undefined ? [] : [`format ${format}`]),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ]
}

function rangeOf(from: number | undefined, to: number | undefined, unit: string): readonly string[] {
  if (from !== undefined && to !== undefined) return [`from ${from} to ${to}${unit}`]
  if (from !== undefined) return [`at least ${from}${unit}`]
  return to === undefined ? [] : [`at most ${to}${unit}`]
}
