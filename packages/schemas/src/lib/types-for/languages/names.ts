/** Words in capitals wherever they stand in a name. */
const initialisms = new Set('api cert html http https id ip json ms sql uri url uuid xml'.split(' '))

/** The words of a name: of `sourceIPAddress`, `source`, `IP` and `Address`. */
function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g) ?? []
}

/** A name in the style `RequestID`; it may begin with a digit, or be empty. */
export function pascalCase(name: string): string {
  const shouts = !/[a-z]/.test(name)
  return wordsOf(name)
    .map((word) => {
      if (initialisms.has(word.toLowerCase())) return word.toUpperCase()
      return word.charAt(0).toUpperCase() + (shouts ? word.slice(1).toLowerCase() : word.slice(1))
    })
    .join('')
}

/** A name in the style `requestID`. */
export function camelCase(name: string): string {
  const [first = ''] = wordsOf(name)
  return first.toLowerCase() + pascalCase(name).slice(first.length)
}

/**
 * Gives each member of a class a name of its own in a language.
 *
 * @param style - a valid name for one member
 * @param apart - a name for a member whose own is taken, from that name
 * @param key - the same for names that may not stand side by side
 */
export function uniqueNames(
  members: readonly string[],
  style: (member: string) => string,
  apart: (name: string) => string,
  key: (name: string) => string = (name) => name,
): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const member of [...members].sort()) {
    const plain = style(member)
    const other = apart(plain)
    let name = taken.has(key(plain)) ? other : plain
    for (let number = 2; taken.has(key(name)); number += 1) name = `${other}${number}`
    taken.add(key(name))
    names.set(member, name)
  }
  return names
}
