/** A member that `value` has itself: what it inherits, from a polluted prototype say, is not part of a document. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

export function ownText(value: unknown, name: string): string | undefined {
  const member = ownMember(value, name)
  return typeof member === 'string' ? member : undefined
}
