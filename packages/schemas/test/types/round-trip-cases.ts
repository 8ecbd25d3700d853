import type { PlainTypes } from '../../scripts/types/plain-types.ts'

export interface RoundTripCase {
  readonly name: string
  readonly type: string
  readonly text: string
}

const record = (members: string): string =>
  `{"version":"1.0","timestamp":"2026-02-10T09:20:31.902Z","requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:live","condition":"SomethingOfTomorrow","approximateInvokeCount":0},${members}}`

/** What decoders of other languages get wrong first: an unknown condition, any JSON as payload, absent and null. */
export const openCases: readonly RoundTripCase[] = [
  ['payloads are scalars', '"requestPayload":"text","responsePayload":false'],
  ['payloads are lists', '"requestPayload":[1,null,{}],"responsePayload":[]'],
  ['the response is null', '"requestPayload":null,"responsePayload":null'],
  ['the response is absent', '"requestPayload":null'],
  ['an integer beyond 2^53', '"requestPayload":{"id":9007199254740993}'],
].map(([name = '', members = '']) => ({ name, type: 'InvocationRecord', text: record(members) }))

/**
 * A document without what classes do not keep: members that they do not know, and the null of a member that may be
 * missing. Payloads have no type, and are kept as they are.
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
