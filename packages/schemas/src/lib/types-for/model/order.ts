import { type AliasType, type ClassType, type Member, type NamedTypes, namesIn } from './shape.ts'

/** Members by name without regard to case: the order of the published types. */
export function sortedMembers(members: readonly Member[]): readonly Member[] {
  const key = ({ name }: Member): string => name.toLowerCase()
  return [...members].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}

/** The names that a type refers to, in the order of its members. */
export function referencesOf(type: ClassType | AliasType): readonly string[] {
  if (type.kind === 'alias') return namesIn(type.shape)
  return sortedMembers(type.members).flatMap(({ shape }) => namesIn(shape))
}

/**
 * Orders types so that each comes after those that refer to it, or before them, circles aside. Types that no other
 * refers to begin, in the order of their definition.
 */
export function ordered(types: NamedTypes, first: 'users' | 'used'): readonly (ClassType | AliasType)[] {
  const used = new Set([...types.values()].flatMap((type) => referencesOf(type).filter((name) => name !== type.name)))
  const starts = [...types.keys()]
  const result: (ClassType | AliasType)[] = []
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const type = types.get(name)
    if (type === undefined || seen.has(name)) return
    seen.add(name)
    if (first === 'users') result.push(type)
    for (const each of referencesOf(type)) visit(each)
    if (first === 'used') result.push(type)
  }
  for (const name of starts.filter((each) => !used.has(each))) visit(name)
  // What is left belongs to circles.
  for (const name of starts) visit(name)
  return result
}
