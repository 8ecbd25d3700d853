import * as lambda from '@aws-sdk/client-lambda'

// The SDK exports the schemas of its model: `[3, namespace, name, traits, names, schemas, …]` for a structure,
// `[1, …, element]` for a list, `[2, …, key, value]` for a map, numbers for simple types.

/** The type of a member, with the parts of structures, lists and maps. */
export type MemberType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'blob' | 'other' }
  | { readonly kind: 'list'; readonly element: MemberType }
  | { readonly kind: 'map'; readonly value: MemberType }
  | { readonly kind: 'structure'; readonly members: Members }

export type Members = Readonly<Record<string, MemberType>>

const simple = new Map<number, 'string' | 'number' | 'boolean' | 'blob'>([
  [0, 'string'],
  [1, 'number'],
  [2, 'boolean'],
  [21, 'blob'],
  [42, 'blob'],
])

/** Returns the members of a structure of the model, by the name of its shape. */
export function membersOf(shape: string): Members {
  const type = typeOf(Reflect.get(lambda, `${shape}$`))
  if (type.kind !== 'structure') throw new Error(`${shape} is not a structure`)
  return type.members
}

/** Names of all operations of the SDK, with their request and the URI that they are sent to. */
export function operationsOfSdk(): readonly { name: string; method: string; uri: string; members: Members }[] {
  return Object.values(lambda).flatMap((schema: unknown) => {
    if (!Array.isArray(schema) || schema[0] !== 9) return []
    const [, , name, { http }, input] = schema
    const type = typeOf(input)
    const [method, uri] = http
    return [{ name, method, uri, members: type.kind === 'structure' ? type.members : {} }]
  })
}

function typeOf(schema: unknown): MemberType {
  if (typeof schema === 'function') return typeOf(schema())
  if (typeof schema === 'number') {
    if (schema >= 128 && schema < 256) return { kind: 'map', value: typeOf(schema - 128) }
    if (schema >= 64 && schema < 128) return { kind: 'list', element: typeOf(schema - 64) }
    return { kind: simple.get(schema) ?? 'other' }
  }
  if (!Array.isArray(schema)) return { kind: 'other' }
  // A member with traits: its type comes first.
  if (typeof schema[1] !== 'string') return typeOf(schema[0])
  const [code, , , , first, second] = schema
  if (code === 1) return { kind: 'list', element: typeOf(first) }
  if (code === 2) return { kind: 'map', value: typeOf(second) }
  // A simple type with a name of its own.
  if (code === 0) return typeOf(first)
  if (code !== 3) return { kind: 'other' }
  const names: readonly string[] = first
  const types: readonly unknown[] = second
  return { kind: 'structure', members: Object.fromEntries(names.map((name, at) => [name, typeOf(types[at])])) }
}
