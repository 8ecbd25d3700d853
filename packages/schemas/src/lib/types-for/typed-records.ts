import { contractTypes } from '../../generated/contract-types.ts'
import type { AliasType, ClassType, NamedTypes, Shape } from './model/shape.ts'
import { PayloadSchemaError } from './payload/payload-schema-error.ts'
import { readPayload } from './payload/read-payload.ts'
import { createTypeNames, type TypeNames, typeName } from './payload/type-names.ts'

/** The schemas of the payloads of one function or kind of event. */
export interface NamedPayloads {
  /** Begins the names of the types: `Order` gives `Order`, `OrderResponse`, `OrderSuccessRecord`. */
  readonly name: string
  /** JSON Schema of the event, 2020-12 or draft-07. Without it, the event is any JSON. */
  readonly requestPayload?: unknown
  /** JSON Schema of the response of a success. Without it, the response is any JSON. */
  readonly responsePayload?: unknown
}

/** The types of the contracts, and of records and events with typed payloads. */
export function typesWith(payloads: readonly NamedPayloads[]): NamedTypes {
  const types = new Map<string, ClassType | AliasType>(contractTypes.map((each) => [each.name, each]))
  const names = createTypeNames(types.keys())
  // First the names that were chosen, so that no part of a payload takes one.
  const chosen = payloads.map((each) => ({ ...each, ...chosenNames(each.name, names) }))
  for (const { name, request, response, success, failure, ...schemas } of chosen) {
    const sent = read(schemas.requestPayload, name, request, names, types)
    const returned = read(schemas.responsePayload, `${name} (response)`, response, names, types)
    for (const [outcome, own, shape] of [
      ['succeeded', success, returned],
      ['failed', failure, undefined],
    ] as const) {
      const record = recordOf(own.record, request, outcome, sent, shape)
      types.set(own.record, record)
      types.set(own.event, eventOf(own.event, own.record))
    }
  }
  return types
}

function chosenNames(name: string, names: TypeNames) {
  const claim = (suffix: string): string => {
    const wish = typeName(`${name}${suffix}`)
    const claimed = names.claim(wish, wish)
    if (claimed !== wish)
      throw new PayloadSchemaError('', `needs another name: ${wish} means something else`, JSON.stringify(name))
    return wish
  }
  return {
    request: claim(''),
    response: claim('Response'),
    success: { record: claim('SuccessRecord'), event: claim('SuccessEvent') },
    failure: { record: claim('FailureRecord'), event: claim('FailureEvent') },
  }
}

/** Adds the types of a schema; undefined without a schema. */
function read(
  schema: unknown,
  subject: string,
  name: string,
  names: TypeNames,
  types: Map<string, ClassType | AliasType>,
): Shape | undefined {
  if (schema === undefined) return undefined
  try {
    for (const type of readPayload(schema, name, names)) types.set(type.name, type)
  } catch (error) {
    if (!(error instanceof PayloadSchemaError)) throw error
    throw new PayloadSchemaError(error.pointer, error.problem, subject)
  }
  return { kind: 'named', name }
}

function contract(name: string): ClassType {
  const type = contractTypes.find((each) => each.name === name)
  if (type === undefined) throw new Error(`no contract is named ${name}`)
  return type
}

/** Descriptions of payloads that have a type. */
const typedMembers: Readonly<Record<string, string>> = {
  requestPayload: 'The event as sent.',
  responsePayload: 'The response of the function. Absent if it is not JSON (REC-8).',
}

function recordOf(
  name: string,
  payload: string,
  outcome: 'succeeded' | 'failed',
  request: Shape | undefined,
  response: Shape | undefined,
): ClassType {
  const shapes: Readonly<Record<string, Shape | undefined>> = { requestPayload: request, responsePayload: response }
  const members = contract('InvocationRecord').members.map((member) => {
    const shape = shapes[member.name]
    return shape === undefined ? member : { ...member, shape, description: typedMembers[member.name] ?? '' }
  })
  const description = `Invocation record of ${payload} where the function ${outcome}. Read one whose payload may have any form as an InvocationRecord.`
  return { kind: 'class', name, description, members }
}

function eventOf(name: string, record: string): ClassType {
  const members = contract('EventBridgeEvent').members.map((member) =>
    member.name === 'detail' ? { ...member, shape: { kind: 'named', name: record } as const } : member,
  )
  return { kind: 'class', name, description: `${record} as an EventBridge event.`, members }
}
