import { type Conjunction, placeOf, placesByKey, placesIn } from './alternatives.ts'
import { PayloadSchemaError, shown } from './payload-schema-error.ts'
import { isObject, type Place } from './schema-document.ts'

const jsonKinds = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const
export type JsonKind = (typeof jsonKinds)[number]

/** Everything that schemas which hold together say about the type of a value. */
export interface Facts {
  /** Kinds that are allowed. Undefined if none is named, nor follows from the keywords. */
  readonly kinds: ReadonlySet<JsonKind> | undefined
  /** The only values that are allowed. */
  readonly values: readonly unknown[] | undefined
  /** The schemas of each member; all of them hold. */
  readonly properties: ReadonlyMap<string, readonly Place[]>
  readonly required: ReadonlySet<string>
  /** Schemas of members that are not among the properties; undefined if any is allowed, empty if none. */
  readonly others: readonly Place[] | undefined
  /** Schemas of the first places of a list; undefined if all places are alike. */
  readonly prefix: readonly Place[] | undefined
  /** Schemas of the places of a list beyond its prefix; all of them hold. */
  readonly items: readonly Place[]
  readonly fewestItems: number
  readonly description: string | undefined
  readonly format: string | undefined
}

export function factsOf(conjunction: Conjunction): Facts {
  let kinds: ReadonlySet<JsonKind> | undefined
  const meant = new Set<JsonKind>()
  let values: readonly unknown[] | undefined
  const properties = new Map<string, readonly Place[]>()
  const required = new Set<string>()
  let others: readonly Place[] | undefined
  const prefixes: (readonly Place[])[] = []
  const items: Place[] = []
  let fewestItems = 0
  let description: string | undefined
  let format: string | undefined
  for (const { schema, pointer } of conjunction) {
    if (typeof schema === 'boolean') continue
    const own = kindsOf(schema, pointer)
    if (own !== undefined) kinds = kinds === undefined ? own : common(kinds, own)
    for (const kind of kindsMeant(schema)) meant.add(kind)
    const listed = valuesOf(schema, pointer)
    if (listed !== undefined) values = values?.filter((value) => listed.some((each) => isSame(each, value))) ?? listed
    for (const [name, place] of placesByKey(schema.properties, `${pointer}/properties`))
      properties.set(name, [...(properties.get(name) ?? []), place])
    for (const name of stringsIn(schema.required, `${pointer}/required`)) required.add(name)
    others ??= othersOf(schema, pointer)
    const [places, rest] = listPlaces(schema, pointer)
    if (places !== undefined) prefixes.push(places)
    items.push(...rest)
    if (typeof schema.minItems === 'number') fewestItems = Math.max(fewestItems, schema.minItems)
    if (typeof schema.description === 'string') description ??= schema.description
    if (typeof schema.format === 'string') format ??= schema.format
  }
  return {
    kinds: kinds ?? (meant.size > 0 ? meant : undefined),
    values,
    properties,
    required,
    others,
    prefix: prefixes.length === 1 ? prefixes[0] : undefined,
    // What one prefix leaves to its items, another may not.
    items: prefixes.length > 1 ? [] : items,
    fewestItems,
    description,
    format,
  }
}

function kindsOf(schema: Readonly<Record<string, unknown>>, pointer: string): ReadonlySet<JsonKind> | undefined {
  const { type } = schema
  if (type === undefined) return undefined
  const names: readonly unknown[] = Array.isArray(type) ? type : [type]
  const found = jsonKinds.filter((kind) => names.includes(kind))
  const unknown = names.find((name) => !jsonKinds.some((kind) => kind === name))
  if (unknown !== undefined || names.length === 0)
    throw new PayloadSchemaError(`${pointer}/type`, `is none of ${jsonKinds.join(', ')}: ${shown(unknown ?? type)}`)
  return new Set(schema.nullable === true ? [...found, 'null'] : found)
}

/** Kinds that keywords mean where no type is named: a number has all properties, but who writes them means an object. */
function kindsMeant(schema: Readonly<Record<string, unknown>>): readonly JsonKind[] {
  const has = (...keywords: readonly string[]): boolean => keywords.some((each) => schema[each] !== undefined)
  return [
    ...(has('properties', 'patternProperties', 'additionalProperties') ? ['object' as const] : []),
    ...(has('items', 'prefixItems') ? ['array' as const] : []),
  ]
}

/** The kinds in both; an integer is a number. */
function common(one: ReadonlySet<JsonKind>, other: ReadonlySet<JsonKind>): ReadonlySet<JsonKind> {
  const has = (kinds: ReadonlySet<JsonKind>, kind: JsonKind): boolean =>
    kinds.has(kind) || (kind === 'integer' && kinds.has('number'))
  const found = jsonKinds.filter((kind) => has(one, kind) && has(other, kind))
  return new Set(found.includes('number') ? found.filter((kind) => kind !== 'integer') : found)
}

function valuesOf(schema: Readonly<Record<string, unknown>>, pointer: string): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema.const]
  if (schema.enum === undefined) return undefined
  if (!Array.isArray(schema.enum)) throw new PayloadSchemaError(`${pointer}/enum`, `is no list: ${shown(schema.enum)}`)
  return schema.nullable === true ? [...schema.enum, null] : schema.enum
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
}

function stringsIn(list: unknown, pointer: string): readonly string[] {
  if (list === undefined || typeof list === 'boolean') return []
  const strings = Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : []
  if (!Array.isArray(list) || strings.length < list.length)
    throw new PayloadSchemaError(pointer, `is no list of strings: ${shown(list)}`)
  return strings
}

/** Schemas of members beside the properties. Patterns count only where nothing else is allowed. */
function othersOf(schema: Readonly<Record<string, unknown>>, pointer: string): readonly Place[] | undefined {
  const { additionalProperties, patternProperties } = schema
  if (additionalProperties === undefined || additionalProperties === true) return undefined
  const patterns = placesByKey(patternProperties, `${pointer}/patternProperties`).map(([, place]) => place)
  if (additionalProperties === false) return patterns
  return [...patterns, placeOf(additionalProperties, `${pointer}/additionalProperties`)]
}

/** The first places of a list, and the schemas of those after them; `false` allows none. */
function listPlaces(
  schema: Readonly<Record<string, unknown>>,
  pointer: string,
): readonly [readonly Place[] | undefined, readonly Place[]] {
  const { items, prefixItems, additionalItems } = schema
  const one = (value: unknown, keyword: string): readonly Place[] =>
    value === undefined ? [] : [placeOf(value, `${pointer}/${keyword}`)]
  if (Array.isArray(items)) return [placesIn(items, `${pointer}/items`), one(additionalItems, 'additionalItems')]
  const places = prefixItems === undefined ? undefined : placesIn(prefixItems, `${pointer}/prefixItems`)
  return [places, isObject(items) || typeof items === 'boolean' ? one(items, 'items') : []]
}
