import { PayloadSchemaError, shown } from './payload-schema-error.ts'
import { escaped, isObject, type Place, type SchemaDocument } from './schema-document.ts'

/** Schemas that hold together. Each counts with its own keywords and its `$ref`, without what it combines. */
export type Conjunction = readonly Place[]

/** Alternatives of one schema; beyond that, its type is any JSON. */
export const mostAlternatives = 64

/** Keywords that say something about the type of a value. */
const typeKeywords = [
  '$ref type enum const properties required patternProperties additionalProperties items prefixItems',
].flatMap((names) => names.split(' '))

/**
 * Writes a schema as alternatives, of which a valid value satisfies one. They may allow more than the schema: `not`, `if` and
 * bounds of values count for nothing.
 *
 * @returns none where no value is valid; undefined where there are too many
 */
export function alternativesOf(document: SchemaDocument, place: Place): readonly Conjunction[] | undefined {
  const { schema, pointer } = place
  if (typeof schema === 'boolean') return schema ? [[]] : []
  if (document.refStandsAlone && schema.$ref !== undefined) return [[place]]
  let result: readonly Conjunction[] | undefined = saysType(schema) ? [[place]] : [[]]
  for (const each of placesIn(schema.allOf, `${pointer}/allOf`)) result = both(result, alternativesOf(document, each))
  for (const keyword of ['anyOf', 'oneOf']) {
    if (schema[keyword] === undefined) continue
    const branches = withOneEnum(placesIn(schema[keyword], `${pointer}/${keyword}`), `${pointer}/${keyword}`).map(
      (each) => alternativesOf(document, each),
    )
    const all = branches.some((each) => each === undefined) ? undefined : branches.flatMap((each) => each ?? [])
    // A branch without a type, such as one that only requires members, leaves the type as it is.
    if (all?.some((each) => each.every(({ schema: only }) => onlyRequires(only)))) continue
    result = both(result, all)
  }
  return result
}

/** Makes one enumeration of all branches that are no more than constants: there may be hundreds of them. */
function withOneEnum(branches: readonly Place[], pointer: string): readonly Place[] {
  const values = branches.flatMap(({ schema }) => constantsOf(schema) ?? [])
  const others = branches.filter(({ schema }) => constantsOf(schema) === undefined)
  return values.length === 0 ? others : [{ pointer, schema: { enum: values } }, ...others]
}

/** The values of a schema that says nothing else about the type than the type of these values. */
function constantsOf(schema: Place['schema']): readonly unknown[] | undefined {
  if (typeof schema === 'boolean') return undefined
  const isMore = [...typeKeywords, 'allOf', 'anyOf', 'oneOf', 'nullable'].some(
    (keyword) => !['const', 'enum', 'type'].includes(keyword) && schema[keyword] !== undefined,
  )
  if (isMore) return undefined
  return 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined
}

/** The conjunctions of one of the first and one of the second. */
export function both(
  first: readonly Conjunction[] | undefined,
  second: readonly Conjunction[] | undefined,
): readonly Conjunction[] | undefined {
  if (first === undefined || second === undefined || first.length * second.length > mostAlternatives) return undefined
  return first.flatMap((one) => second.map((other) => [...one, ...other]))
}

function saysType(schema: Readonly<Record<string, unknown>>): boolean {
  return typeKeywords.some((keyword) => schema[keyword] !== undefined)
}

function onlyRequires(schema: Place['schema']): boolean {
  if (typeof schema === 'boolean') return schema
  return typeKeywords.every((keyword) => keyword === 'required' || schema[keyword] === undefined)
}

/** The schemas in a list of them. */
export function placesIn(list: unknown, pointer: string): readonly Place[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) throw new PayloadSchemaError(pointer, `is no list: ${shown(list)}`)
  return list.map((schema: unknown, index) => placeOf(schema, `${pointer}/${index}`))
}

/** The schemas in an object of them, by key. */
export function placesByKey(object: unknown, pointer: string): readonly (readonly [string, Place])[] {
  if (object === undefined) return []
  if (!isObject(object)) throw new PayloadSchemaError(pointer, `is no object: ${shown(object)}`)
  return Object.entries(object).map(([key, schema]) => [key, placeOf(schema, `${pointer}/${escaped(key)}`)])
}

export function placeOf(schema: unknown, pointer: string): Place {
  if (!isObject(schema) && typeof schema !== 'boolean')
    throw new PayloadSchemaError(pointer, `is no schema: ${shown(schema)}`)
  return { pointer, schema }
}
