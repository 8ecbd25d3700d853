import { repeatedMembers } from '@async-invoke/schemas/internal'
import { isUnreadable, unreadable } from './unreadable.ts'

/**
 * Parses JSON. A member that stands twice, of which `JSON.parse` drops the first, becomes unreadable.
 *
 * @throws {@link SyntaxError} if the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  for (const { path, lines } of repeatedMembers(text))
    replace(value, path, unreadable(`${path.at(-1)} stands twice in the template, in the lines ${lines.join(' and ')}`))
  return value
}

/** Replaces a value in place. A path may lead into the first of two members, whose values are gone. */
function replace(value: unknown, path: readonly string[], by: unknown): void {
  let at = value
  for (const [depth, member] of path.entries()) {
    if (typeof at !== 'object' || at === null || isUnreadable(at) || !Object.hasOwn(at, member)) return
    if (depth === path.length - 1)
      Object.defineProperty(at, member, { value: by, enumerable: true, configurable: true, writable: true })
    else at = Object.getOwnPropertyDescriptor(at, member)?.value
  }
}
