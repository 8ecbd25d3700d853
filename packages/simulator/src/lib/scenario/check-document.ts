import { findNearestName } from '@async-invoke/schemas/internal'
import { problemOf, type ScenarioProblem, shown } from './scenario-error.ts'

/** The part of JSON Schema that the schemas of this package use; their test compares it with Ajv. */
export interface DocumentSchema {
  readonly [annotation: `$${string}`]: string
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly type?: JsonType | readonly JsonType[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly items?: DocumentSchema
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, DocumentSchema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, DocumentSchema>>
  readonly additionalProperties?: boolean | DocumentSchema
  readonly minProperties?: number
  readonly maxProperties?: number
}

type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'null' | 'boolean'

/** Lists what breaks the schema; empty if the value is valid. */
export function checkDocument(value: unknown, schema: DocumentSchema, path = ''): readonly ScenarioProblem[] {
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOf(value, type)))
    return [problemOf(path, 'type', value, `must be ${types.map((type) => articleOf(type)).join(' or ')}`)]
  if (schema.const !== undefined && value !== schema.const)
    return [problemOf(path, 'const', value, `must be ${shown(schema.const)}`)]
  if (schema.enum?.includes(value) === false)
    return [problemOf(path, 'enum', value, `must be one of ${schema.enum.map(shown).join(', ')}`)]
  if (Array.isArray(value)) return checkItems(value, schema, path)
  if (typeof value === 'object' && value !== null) return checkMembers(value, schema, path)
  return checkScalar(value, schema, path)
}

function checkScalar(value: unknown, schema: DocumentSchema, path: string): readonly ScenarioProblem[] {
  const problems: ScenarioProblem[] = []
  const add = (rule: string, demand: string): void => void problems.push(problemOf(path, rule, value, demand))
  if (typeof value === 'number') {
    const { minimum, exclusiveMinimum, maximum } = schema
    if (minimum !== undefined && value < minimum) add('minimum', `must be at least ${minimum}`)
    if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
      add('exclusiveMinimum', `must be greater than ${exclusiveMinimum}`)
    if (maximum !== undefined && value > maximum) add('maximum', `must be at most ${maximum}`)
  }
  if (typeof value === 'string' && schema.minLength !== undefined && value.length < schema.minLength)
    add('minLength', `must have at least ${schema.minLength} characters`)
  return problems
}

function checkItems(value: readonly unknown[], { items, minItems = 0 }: DocumentSchema, path: string) {
  const few =
    value.length < minItems ? [problemOf(path, 'minItems', value, `must have at least ${minItems} items`)] : []
  return [
    ...few,
    ...value.flatMap((item, index) => (items === undefined ? [] : checkDocument(item, items, `${path}[${index}]`))),
  ]
}

function checkMembers(value: object, schema: DocumentSchema, path: string): readonly ScenarioProblem[] {
  const { properties = {}, patternProperties = {}, additionalProperties = true, required = [] } = schema
  // As JSON has it: a member without a value is missing.
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const names = members.map(([name]) => name)
  const problems: ScenarioProblem[] = required
    .filter((name) => !names.includes(name))
    .map((name) => problemOf(below(path, name), 'required', undefined, 'must be given'))
  const { minProperties, maxProperties } = schema
  if (minProperties !== undefined && names.length < minProperties)
    problems.push(problemOf(path, 'minProperties', value, `must have at least ${minProperties} members`))
  if (maxProperties !== undefined && names.length > maxProperties)
    problems.push(problemOf(path, 'maxProperties', value, `must have at most ${maxProperties} members`))
  for (const [name, member] of members) {
    const schemas = [
      ...(Object.hasOwn(properties, name) ? [properties[name]] : []),
      ...Object.entries(patternProperties).flatMap(([pattern, each]) => (new RegExp(pattern).test(name) ? [each] : [])),
    ]
    if (schemas.length === 0 && additionalProperties === false)
      problems.push(unknownMember(path, name, member, [...Object.keys(properties), ...Object.keys(patternProperties)]))
    const others = schemas.length === 0 && typeof additionalProperties === 'object' ? [additionalProperties] : schemas
    for (const each of others) if (each !== undefined) problems.push(...checkDocument(member, each, below(path, name)))
  }
  return problems
}

function unknownMember(path: string, name: string, value: unknown, known: readonly string[]): ScenarioProblem {
  const nearest = findNearestName(name, known)
  const advice = nearest === undefined ? `known here are ${known.join(', ')}` : `did you mean ${nearest}?`
  const { message } = problemOf(below(path, name), 'additionalProperties', value, 'is not known')
  return { path: below(path, name), rule: 'additionalProperties', message: `${message}; ${advice}` }
}

/** Path of a member: dotted, or quoted in brackets where the name is no plain word. */
export function below(path: string, name: string): string {
  if (!/^[\w$-]+$/.test(name)) return `${path}[${shown(name)}]`
  return path === '' ? name : `${path}.${name}`
}

function isOf(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === type
  }
}

function articleOf(type: JsonType): string {
  if (type === 'null') return 'null'
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}
