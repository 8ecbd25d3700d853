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
 * The object without inherited members: the object itself if its prototype is an unpolluted `Object.prototype`,
 * otherwise a copy without a prototype. Generated validators read every object through this view.
 */
export function ownView(value: object): object {
  if (Object.getPrototypeOf(value) === Object.prototype && !isPolluted()) return value
  return Object.assign(Object.create(null), value)
}

/** True if `Object.prototype` has gained an enumerable member; JavaScript's own are not enumerable. */
function isPolluted(): boolean {
  for (const _ in Object.prototype) return true
  return false
}
