/** Reads an own member. An inherited one, such as from a polluted prototype, is not part of a document. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

/** As {@link ownMember}; a member that cannot be read, such as of a revoked proxy, is an {@link unreadable} one. */
export function readableMember(value: unknown, name: string): unknown {
  try {
    return ownMember(value, name)
  } catch {
    return unreadable
  }
}

/** Stands for a value that throws when it is read. It has no type that a document has. */
export const unreadable = Symbol('unreadable')

export function ownString(value: unknown, name: string): string | undefined {
  const member = ownMember(value, name)
  return typeof member === 'string' ? member : undefined
}

/**
 * The prototype of objects that need no {@link ownView}: `Object.prototype`; while that is polluted, an object that is no
 * prototype. A generated validator asks once for each document, since the answer costs as much as the check of an object.
 */
export function plainPrototype(): object {
  // JavaScript's own members are not enumerable.
  for (const _ in Object.prototype) return {}
  return Object.prototype
}

/** A copy of the object that has neither prototype nor inherited members. Generated validators read others through it. */
export function ownView(value: object): object {
  return Object.assign(Object.create(null), value)
}

/** Whether a value is a list; a proxy that cannot be read is none. */
export function isReadableList(value: unknown): boolean {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}
