/** One way in which an endpoint does not do what a statement says. */
export interface Difference {
  /** Statements that the check is about. */
  readonly ids: readonly string[]
  /** The subject: `Put without a setting: status`. */
  readonly subject: string
  readonly expected: string
  readonly seen: string
}

/** A value that is expected to have a property, rather than to be one. */
export class Matching {
  readonly words: string
  readonly holds: (seen: unknown) => boolean

  /** @param words - the property, for a report: `a number` */
  constructor(words: string, holds: (seen: unknown) => boolean) {
    this.words = words
    this.holds = holds
  }
}

/** A member that must be missing. */
export const absent = new Matching('nothing', (seen) => seen === undefined)
/** Text that matches a pattern. */
export const like = (pattern: RegExp): Matching =>
  new Matching(`text like ${pattern}`, (seen) => typeof seen === 'string' && pattern.test(seen))
/** A number from one bound to the other, both included. */
export const between = (low: number, high: number): Matching =>
  new Matching(`from ${low} to ${high}`, (seen) => typeof seen === 'number' && seen >= low && seen <= high)
/** One of several values. */
export const oneOf = (...values: readonly unknown[]): Matching =>
  new Matching(values.map((each) => JSON.stringify(each)).join(' or '), (seen) => values.includes(seen))

/**
 * Lists where `seen` is not as `expected`: values equal, objects member by member with further members allowed, arrays of
 * the same length.
 *
 * @param subject - the path so far
 */
export function differencesOf(subject: string, seen: unknown, expected: unknown): readonly Omit<Difference, 'ids'>[] {
  if (expected instanceof Matching)
    return expected.holds(seen) ? [] : [{ subject, expected: expected.words, seen: shown(seen) }]
  if (isObject(expected) && isObject(seen))
    return Object.entries(expected).flatMap(([name, each]) => differencesOf(`${subject}.${name}`, seen[name], each))
  if (Array.isArray(expected) && Array.isArray(seen) && expected.length === seen.length)
    return expected.flatMap((each, index) => differencesOf(`${subject}[${index}]`, seen[index], each))
  return expected === seen ? [] : [{ subject, expected: shown(expected), seen: shown(seen) }]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Matching)
}

function shown(value: unknown): string {
  const words = (_: string, each: unknown): unknown => (each instanceof Matching ? each.words : each)
  return value === undefined ? 'nothing' : (JSON.stringify(value, words) ?? String(value))
}
