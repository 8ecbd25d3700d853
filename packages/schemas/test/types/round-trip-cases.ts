import { canBeTagged } from '../../src/lib/types-for/languages/go.ts'
import { lowered } from '../../src/lib/types-for/languages/lowered.ts'
import type { NamedTypes, Shape } from '../../src/lib/types-for/model/shape.ts'
import { payloadValues } from './payload-cases.ts'

export interface RoundTripCase {
  readonly name: string
  readonly type: string
  readonly text: string
}

const record = (members: string): string =>
  `{"version":"1.0","timestamp":"2026-02-10T09:20:31.902Z","requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:live","condition":"SomethingOfTomorrow","approximateInvokeCount":0},${members}}`

/** Cases that decoders tend to get wrong: an unknown condition, any JSON as payload, absent and null members. */
export const openCases: readonly RoundTripCase[] = [
  { name: 'payloads are scalars', members: '"requestPayload":"text","responsePayload":false' },
  { name: 'payloads are lists', members: '"requestPayload":[1,null,{}],"responsePayload":[]' },
  { name: 'the response is null', members: '"requestPayload":null,"responsePayload":null' },
  { name: 'the response is absent', members: '"requestPayload":null' },
  { name: 'an integer beyond 2^53', members: '"requestPayload":{"id":9007199254740993}' },
].map(({ name, members }) => ({ name, type: 'InvocationRecord', text: record(members) }))

/** Records whose payloads have types of their own. */
export const payloadCases: readonly RoundTripCase[] = payloadValues.map((value, index) => ({
  name: `payload ${index}`,
  type: 'PayloadSuccessRecord',
  text: record(`"requestPayload":${JSON.stringify(value)},"responsePayload":["a",null]`),
}))

/**
 * Removes what classes do not keep from a document: unknown members, and nulls of optional members. Payloads without a
 * type stay as they are.
 *
 * @param isGo - then empty lists and objects of optional members are not kept either, but everything in an object that has
 *   a member without a tag
 */
export function withoutWhatTypesDrop(types: NamedTypes, name: string, value: unknown, isGo: boolean): unknown {
  const type = types.get(name)
  if (type?.kind !== 'class' || typeof value !== 'object' || value === null) return value
  if (isGo && type.members.some((member) => !canBeTagged(member.name))) return value
  const kept = Object.entries(value).flatMap(([member, inner]) => {
    const known = type.members.find((each) => each.name === member)
    if (known === undefined) return []
    const { kind } = lowered(types, known.shape).shape
    if (known.optional && inner === null && kind !== 'any') return []
    const isEmpty = typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0
    if (known.optional && isGo && isEmpty && (kind === 'list' || kind === 'map')) return []
    return [[member, memberWithout(types, known.shape, inner, isGo)] as const]
  })
  return Object.fromEntries(kept)
}

function memberWithout(types: NamedTypes, given: Shape, value: unknown, isGo: boolean): unknown {
  const { shape } = lowered(types, given)
  const inner = (each: Shape, of: unknown): unknown => memberWithout(types, each, of, isGo)
  if (shape.kind === 'named') return withoutWhatTypesDrop(types, shape.name, value, isGo)
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((each) => inner(shape.items, each))
  if (shape.kind !== 'map' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inner(shape.values, each)]))
}
