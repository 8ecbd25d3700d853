import { isDeepStrictEqual } from 'node:util'
import { lambdaDocuments } from '../../definitions/index.ts'
import { type JsonSchema, plainSchema } from '../dialects.ts'

/** A class. The `type` of a member is that of JSON Schema, a list if null is allowed. */
export interface PlainClass {
  readonly type: 'object'
  readonly description?: string
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
}

/** Every document as classes that refer to each other, without constraints. */
export type PlainTypes = Readonly<Record<string, PlainClass>>

/** Names of classes that have none in their document; all others are named after their member. */
const names: Readonly<Record<string, string>> = {
  'PipeFailure/context': 'PipeContext',
  'S3Event/Records': 'S3EventRecord',
  'S3EventRecord/s3': 'S3EventEntity',
  'S3EventRecord/userIdentity': 'S3EventIdentity',
  'S3EventRecord/requestParameters': 'S3EventRequest',
  'S3EventEntity/bucket': 'S3EventBucket',
  'S3EventBucket/ownerIdentity': 'S3EventIdentity',
  'S3EventEntity/object': 'S3EventObject',
  'SqsEvent/Records': 'SqsEventRecord',
  'Timeline/entries': 'TimelineEntry',
  'SnsEvent/Records': 'SnsEventRecord',
  'SnsEventRecord/Sns': 'SnsEventMessage',
  'SqsMessage/MessageAttributes': 'SqsMessageAttribute',
  'SqsEventRecord/messageAttributes': 'SqsEventAttribute',
  'SnsNotification/MessageAttributes': 'SnsAttribute',
  'SnsEventMessage/MessageAttributes': 'SnsAttribute',
  'EventBridgeEvent/detail': 'InvocationRecord',
  'EventInvokeConfigRequest/DestinationConfig': 'RequestedDestinationConfig',
  'RequestedDestinationConfig/OnSuccess': 'RequestedDestination',
  'RequestedDestinationConfig/OnFailure': 'RequestedDestination',
  'FunctionEventInvokeConfig/DestinationConfig': 'DestinationConfig',
  'DestinationConfig/OnSuccess': 'Destination',
  'DestinationConfig/OnFailure': 'Destination',
  'SdkFunctionEventInvokeConfig/DestinationConfig': 'SdkDestinationConfig',
  'SdkDestinationConfig/OnSuccess': 'SdkDestination',
  'SdkDestinationConfig/OnFailure': 'SdkDestination',
}

/**
 * Prepares the schemas for quicktype, which closes enumerations and merges alternatives unpredictably: constants become
 * strings, so that conditions stay open, and the three spellings of an attribute become one class.
 */
export function plainTypes(): PlainTypes {
  const classes: Record<string, PlainClass> = {}
  for (const { schema } of lambdaDocuments) {
    const plain = plainSchema(schema)
    if (plain.type === 'object') hoist(String(plain.title), plain, classes)
  }
  return classes
}

function hoist(name: string, schema: JsonSchema, classes: Record<string, PlainClass>): void {
  const { description, properties = {}, required = [] } = schema as unknown as Partial<PlainClass>
  const members = Object.entries(properties).map(([member, type]) => [member, memberType(name, member, type, classes)])
  const hoisted: PlainClass = {
    type: 'object',
    ...(description !== undefined && { description }),
    properties: Object.fromEntries(members),
    required,
  }
  const known = classes[name]
  if (known !== undefined && !isDeepStrictEqual(Object.keys(known.properties), Object.keys(hoisted.properties)))
    throw new Error(`two different classes would be named ${name}`)
  classes[name] ??= hoisted
}

function memberType(
  owner: string,
  member: string,
  schema: JsonSchema,
  classes: Record<string, PlainClass>,
): JsonSchema {
  const { description, type, properties, items, additionalProperties, anyOf } = schema
  const described = typeof description === 'string' ? { description } : {}
  const name = names[`${owner}/${member}`] ?? member.charAt(0).toUpperCase() + member.slice(1)
  const reference = (to: string, of: JsonSchema): JsonSchema => {
    hoist(to, of, classes)
    return { $ref: `#/definitions/${to}` }
  }
  if (Array.isArray(anyOf)) return { ...described, ...alternatives(anyOf, reference) }
  if (properties !== undefined) {
    const link = reference(name, schema)
    return { ...described, ...(Array.isArray(type) ? { anyOf: [link, { type: 'null' }] } : link) }
  }
  if (type === 'array') return { ...described, type, items: inner(items as JsonSchema, name, reference) }
  if (additionalProperties !== undefined)
    return { ...described, type, additionalProperties: inner(additionalProperties as JsonSchema, name, reference) }
  return { ...described, ...(type !== undefined && { type }) }
}

function inner(schema: JsonSchema, name: string, reference: (to: string, of: JsonSchema) => JsonSchema): JsonSchema {
  return schema.properties === undefined ? { type: schema.type } : reference(name, schema)
}

/** Constants become strings; the spellings of a dead-letter attribute become one class with optional members. */
function alternatives(anyOf: readonly JsonSchema[], reference: (to: string, of: JsonSchema) => JsonSchema): JsonSchema {
  if (anyOf.every(({ const: only }) => typeof only === 'string')) return { type: 'string' }
  const properties = Object.assign({}, ...anyOf.map((spelling) => spelling.properties))
  const description = 'An attribute in the spelling of its envelope: two of the members are set.'
  return reference('DeadLetterAttribute', {
    description,
    properties: mapValues(properties, () => ({ type: 'string' })),
  })
}

function mapValues<Value>(object: object, map: (value: unknown) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))
}

/** Tells whether a member may be missing, and whether it may be null. */
export function memberOf(types: PlainTypes, className: string, member: string) {
  const owner = types[className]
  const schema = owner?.properties[member]
  if (owner === undefined || schema === undefined) throw new Error(`unknown member ${className}.${member}`)
  const alternatives = JSON.stringify(schema.anyOf ?? schema.type ?? '')
  return { optional: !owner.required.includes(member), nullable: alternatives.includes('null') }
}
