import type { PlainTypes } from '../../scripts/types/plain-types.ts'

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
export function withoutWhatTypesDrop(types: PlainTypes, className: string, value: unknown): unknown {
  const owner = types[className]
  if (owner === undefined || typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([member, inner]) => {
    const schema = owner.properties[member]
    if (schema === undefined) return []
    const isPayload = schema.type === undefined && schema.$ref === undefined && schema.anyOf === undefined
    if (inner === null && !isPayload && !owner.required.includes(member)) return []
    return [[member, memberWithout(types, schema, inner)] as const]
  })
  return Object.fromEntries(kept)
}

function memberWithout(types: PlainTypes, schema: Readonly<Record<string, unknown>>, value: unknown): unknown {
  const link = [schema, ...((schema.anyOf as object[] | undefined) ?? [])].find((each) => '$ref' in each)
  if (link !== undefined) return withoutWhatTypesDrop(types, String(link.$ref).split('/').at(-1) ?? '', value)
  const { items, additionalProperties } = schema as Record<string, Readonly<Record<string, unknown>> | undefined>
  if (items !== undefined && Array.isArray(value)) return value.map((each) => memberWithout(types, items, each))
  if (additionalProperties === undefined || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, memberWithout(types, additionalProperties, each)]),
  )
}
