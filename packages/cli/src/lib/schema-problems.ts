/** A part of a schema, as far as {@link schemaProblems} reads it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: { readonly pattern: string }
  readonly required?: readonly string[]
  readonly items?: Schema
  /** Of these lists exactly one is of members that are all there. */
  readonly oneOf?: readonly { readonly required: readonly string[] }[]
}

/** Characters of a value that a message shows. */
const shownCharacters = 100

/** What is wrong with a value, each with its path and the value, shortened and without secrets; empty when it is as its schema says. */
export function schemaProblems(value: unknown, schema: Schema, path: string): readonly string[] {
  if (schema.enum !== undefined)
    return schema.enum.includes(value) ? [] : [`${path} is none of ${schema.enum.join(', ')}: ${shown(value, path)}`]
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return [`${path} is not of type ${types.join(' or ')}: ${shown(value, path)}`]
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, pattern } = schema
  if (typeof value === 'number' && (value < minimum || value > maximum))
    return [`${path} is not from ${minimum} to ${maximum}: ${shown(value, path)}`]
  if (typeof value === 'string' && pattern !== undefined && !new RegExp(pattern).test(value))
    return [`${path} does not match ${pattern}: ${shown(value, path)}`]
  if (Array.isArray(value))
    return value.flatMap((each, at) => schemaProblems(each, schema.items ?? {}, `${path}[${at}]`))
  if (typeof value !== 'object' || value === null) return []
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name))
  const choices = schema.oneOf ?? [{ required: [] }]
  const chosen = choices.filter(({ required }) => required.every((name) => Object.hasOwn(value, name)))
  const members = Object.entries(value).filter(([name]) => choices.some(({ required }) => required.includes(name)))
  const named = choices.map(({ required }) => required.join(' and ')).join(', ')
  const undecided =
    chosen.length === 1 ? [] : [`${path} has not exactly one of ${named}: ${shown(Object.fromEntries(members), path)}`]
  const names = schema.propertyNames?.pattern ?? ''
  const ofMembers = Object.entries(value).flatMap(([name, member]) => {
    const { properties = {}, additionalProperties = true } = schema
    if (!new RegExp(names).test(name)) return [`${path} has a member ${name} that does not match ${names}`]
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (known === undefined || known === false) return [`${path} has an unknown member ${name}: ${shown(member, name)}`]
    return known === true ? [] : schemaProblems(member, known, `${path}.${name}`)
  })
  return [...missing.map((name) => `${path} has no member ${name}: ${shown(value, path)}`), ...undecided, ...ofMembers]
}

/** `name` of the value, or its path: a secret is not shown. */
function shown(value: unknown, name: string): string {
  const isSecret = /secret\w*$/i
  if (isSecret.test(name)) return '(not shown)'
  const text = JSON.stringify(value, (key, each) => (isSecret.test(key) ? '(not shown)' : each)) ?? String(value)
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 3)}...`
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
