import { type NamedTypes, type Shape, withoutNull } from '../../src/lib/types-for/model/shape.ts'

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

/**
 * Removes what classes do not keep from a document: unknown members, and nulls of optional members. Payloads have no
 * type and stay as they are.
 */
export function withoutWhatTypesDrop(types: NamedTypes, name: string, value: unknown): unknown {
  const type = types.get(name)
  if (type?.kind !== 'class' || typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([member, inner]) => {
    const known = type.members.find((each) => each.name === member)
    if (known === undefined || (inner === null && known.shape.kind !== 'any' && known.optional)) return []
    return [[member, memberWithout(types, known.shape, inner)] as const]
  })
  return Object.fromEntries(kept)
}

function memberWithout(types: NamedTypes, given: Shape, value: unknown): unknown {
  const { shape } = withoutNull(given)
  if (shape.kind === 'named') return withoutWhatTypesDrop(types, shape.name, value)
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((each) => memberWithout(types, shape.items, each))
  if (shape.kind !== 'map' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, memberWithout(types, shape.values, each)]))
}
