import { isUnreadable, unreadable } from './unreadable.ts'

/**
 * Parses JSON. A member that stands twice, of which `JSON.parse` drops the first, becomes unreadable.
 *
 * @throws {@link SyntaxError} if the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  for (const { path, first, second } of repeatedMembers(text)) {
    const [one, other] = [first, second].map((at) => text.slice(0, at).split('\n').length)
    replace(value, path, unreadable(`${path.at(-1)} stands twice in the template, in the lines ${one} and ${other}`))
  }
  return value
}

interface Repeated {
  readonly path: readonly string[]
  /** Offsets of both names. */
  readonly first: number
  readonly second: number
}

/** A map or a list around the place of a scan. */
interface Frame {
  readonly names: Map<string, number> | undefined
  /** The member or the index that is being read. */
  at: string
  isName: boolean
}

/** Finds members that stand twice, in linear time and without calls: the text is known to be JSON. */
function repeatedMembers(text: string): readonly Repeated[] {
  const found: Repeated[] = []
  const frames: Frame[] = []
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const frame = frames.at(-1)
    if (token === '{' || token === '[') {
      frames.push({ names: token === '{' ? new Map() : undefined, at: '0', isName: token === '{' })
    } else if (token === '}' || token === ']') {
      frames.pop()
    } else if (frame === undefined) {
    } else if (token === ',') {
      if (frame.names === undefined) frame.at = String(Number(frame.at) + 1)
      else frame.isName = true
    } else if (frame.isName) {
      frame.isName = false
      frame.at = String(JSON.parse(token))
      const first = frame.names?.get(frame.at)
      if (first === undefined) frame.names?.set(frame.at, index)
      else found.push({ path: frames.map(({ at }) => at), first, second: index })
    }
  }
  return found
}

/** Strings, and what opens, closes and separates. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g

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
