import { onOneLine, shorten } from '@async-invoke/schemas/internal'

export type Members = Readonly<Record<string, unknown>>

/** True for an object whose members have names: no array, map, set or other built-in object. */
export function hasMembers(value: unknown): value is Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  // A namespace of a module is an object with functions, too.
  return ['[object Object]', '[object Module]'].includes(tagOf(value))
}

/** Names of members that are no options. An object of a class may have other members than options. */
export function unknownNames(members: Members, isOption: (name: string) => boolean): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(members)
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null
  return isPlain ? Object.keys(members).filter((name) => !isOption(name) && members[name] !== undefined) : []
}

/** Copies members, those of a prototype included. Functions keep the object as their `this`. */
export function copyOf(members: Members, names: readonly string[]): Members {
  const named = names.map((name): [string, unknown] => [name, members[name]])
  const present = named.filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    present.map(([name, value]) => [name, typeof value === 'function' ? value.bind(members) : value]),
  )
}

/** Writes any value for a message, shortened. */
export function shown(value: unknown): string {
  try {
    if (typeof value === 'string' || Array.isArray(value)) return shorten(onOneLine(JSON.stringify(value)))
    return shorten(onOneLine(typeof value === 'object' && value !== null ? tagOf(value) : String(value)))
  } catch {
    return 'a value that cannot be shown'
  }
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value)
}
