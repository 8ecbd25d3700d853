import { isDeepStrictEqual } from 'node:util'
import { lambdaDocuments } from '../../definitions/index.ts'
import { ordered, sortedMembers } from '../../src/lib/types-for/model/order.ts'
import { any, type ClassType, type Shape } from '../../src/lib/types-for/model/shape.ts'
import { type JsonSchema, plainSchema } from '../dialects.ts'

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
 * Every document as classes without constraints: constants are strings, so that conditions stay open, and the three
 * spellings of an attribute become one class.
 */
export function contractClasses(): readonly ClassType[] {
  const classes = new Map<string, ClassType>()
  for (const { schema } of lambdaDocuments) {
    const plain = plainSchema(schema)
    if (plain.type === 'object') addClass(String(plain.title), plain, classes)
  }
  return described(classes)
}

/** Adds what members say about their class to what the class says itself. */
function described(classes: ReadonlyMap<string, ClassType>): readonly ClassType[] {
  const texts = new Map(
    [...classes].map(([name, { description }]) => [name, new Set(description ? [description] : [])]),
  )
  for (const type of ordered(classes, 'users'))
    for (const { description, shape } of type.kind === 'class' ? sortedMembers(type.members) : [])
      if (shape.kind === 'named' && description !== undefined) texts.get(shape.name)?.add(description)
  return [...classes.values()].map(({ kind, name, members }) => {
    const description = [...(texts.get(name) ?? [])].join('\n\n')
    return { kind, name, ...(description !== '' && { description }), members }
  })
}

function addClass(name: string, schema: JsonSchema, classes: Map<string, ClassType>): void {
  const {
    description,
    properties = {},
    required = [],
  } = schema as {
    readonly description?: string
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  const members = Object.entries(properties).map(([member, type]) => ({
    name: member,
    ...(typeof type.description === 'string' && { description: type.description }),
    shape: memberShape(name, member, type, classes),
    optional: !required.includes(member),
  }))
  const known = classes.get(name)
  if (known !== undefined && !isDeepStrictEqual(namesOf(known.members), namesOf(members)))
    throw new Error(`two different classes would be named ${name}`)
  if (known === undefined)
    classes.set(name, { kind: 'class', name, ...(description !== undefined && { description }), members })
}

const namesOf = (members: ClassType['members']): readonly string[] => members.map(({ name }) => name)

function memberShape(owner: string, member: string, schema: JsonSchema, classes: Map<string, ClassType>): Shape {
  const { type, properties, items, additionalProperties, anyOf } = schema
  const name = names[`${owner}/${member}`] ?? member.charAt(0).toUpperCase() + member.slice(1)
  const named = (to: string, of: JsonSchema): Shape => {
    addClass(to, of, classes)
    return { kind: 'named', name: to }
  }
  const inner = (each: JsonSchema): Shape => (each.properties === undefined ? scalar(each.type) : named(name, each))
  if (Array.isArray(anyOf)) return alternatives(anyOf, named)
  if (properties !== undefined) return orNull(named(name, schema), type)
  if (type === 'array') return { kind: 'list', items: inner(items as JsonSchema) }
  if (additionalProperties !== undefined)
    return orNull({ kind: 'map', values: inner(additionalProperties as JsonSchema) }, type)
  return scalar(type)
}

function scalar(type: unknown): Shape {
  const kinds = [type].flat().filter((each) => each !== undefined)
  const [kind] = kinds.filter((each) => each !== 'null')
  if (kind === undefined) return any
  return orNull({ kind: kind as 'string' | 'integer' | 'number' | 'boolean' }, type)
}

function orNull(shape: Shape, type: unknown): Shape {
  return Array.isArray(type) && type.includes('null') ? { kind: 'union', of: [shape, { kind: 'null' }] } : shape
}

/** Constants become strings; the spellings of a dead-letter attribute become one class with optional members. */
function alternatives(anyOf: readonly JsonSchema[], named: (to: string, of: JsonSchema) => Shape): Shape {
  if (anyOf.every(({ const: only }) => typeof only === 'string')) return { kind: 'string' }
  const members = anyOf.flatMap(({ properties }) => Object.keys(properties as object))
  const description = 'An attribute in the spelling of its envelope: two of the members are set.'
  const properties = Object.fromEntries(members.map((member) => [member, { type: 'string' }]))
  return named('DeadLetterAttribute', { description, properties })
}
