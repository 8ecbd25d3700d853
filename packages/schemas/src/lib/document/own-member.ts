/** A member that `value` has itself: what it inherits, from a polluted prototype say, is not part of a document. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

export function ownText(value: unknown, name: string): string | undefined {
  const member = ownMember(value, name)
  return typeof member === 'string' ? member : undefined
}

/**
 * The object with nothing but its own members: itself where its prototype is the ordinary one and nobody has added to
 * that, a copy without a prototype otherwise. Generated validators read every object through it.
 */
export function ownView(value: object): object {
  if (Object.getPrototypeOf(value) === Object.prototype && !isPolluted()) return value
  return Object.assign(Object.create(null), value)
}

/** Whether somebody has added a member to every object there is; what JavaScript itself puts there is not enumerable. */
function isPolluted(): boolean {
  for (const _ in Object.prototype) return true
  return false
}
