import { type JsonObject, objectOf } from '../evaluate/template-document.ts'

/** Tells which resources CloudFormation creates before one: those that it refers to or depends on, and theirs. */
export type Dependencies = (id: string) => ReadonlySet<string>

export function createDependencies(resources: JsonObject): Dependencies {
  const known = new Map<string, readonly string[]>()
  const direct = (id: string): readonly string[] => {
    const before = known.get(id)
    if (before !== undefined) return before
    const found = referencesIn(objectOf(resources[id])).filter((each) => Object.hasOwn(resources, each))
    known.set(id, found)
    return found
  }
  return (id) => {
    const reached = new Set<string>()
    for (const each of direct(id)) reached.add(each)
    // A set yields what is added to it on the way.
    for (const each of reached) for (const next of direct(each)) reached.add(next)
    return reached
  }
}

/** Every name that a definition refers to. A loop, since values may nest deeper than calls; and each value once. */
function referencesIn({ DependsOn, ...definition }: JsonObject): readonly string[] {
  const found = new Set([DependsOn].flat().filter((id) => typeof id === 'string'))
  const values = new Set<object>([definition])
  // A set yields what is added to it on the way.
  for (const value of values)
    for (const [member, below] of Object.entries(value)) {
      if (member === 'Ref' || member === 'Fn::GetAtt') found.add(ownerOf(below))
      if (member === 'Fn::Sub') for (const name of placeholdersIn(below)) found.add(ownerOf(name))
      if (typeof below === 'object' && below !== null) values.add(below)
    }
  return [...found]
}

/** The logical id in `Id`, `Id.Attribute` or `[Id, Attribute]`. */
function ownerOf(reference: unknown): string {
  const [first] = Array.isArray(reference) ? reference : [reference]
  return typeof first === 'string' ? (first.split('.')[0] ?? '') : ''
}

function placeholdersIn(pattern: unknown): readonly string[] {
  const [text] = Array.isArray(pattern) ? pattern : [pattern]
  if (typeof text !== 'string') return []
  return [...text.matchAll(/\$\{([^{}!]+)\}/g)].map(([, name = '']) => name)
}
