import { isObject, type JsonObject, objectOf } from '../evaluate/template-document.ts'

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
    const waiting = [...direct(id)]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue
      reached.add(next)
      waiting.push(...direct(next))
    }
    return reached
  }
}

/** Every name that a definition refers to. A loop, since values may nest deeper than calls. */
function referencesIn({ DependsOn, ...definition }: JsonObject): readonly string[] {
  const found = new Set([DependsOn].flat().filter((id) => typeof id === 'string'))
  const waiting: unknown[] = [definition]
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) waiting.push(...next)
    if (!isObject(next)) continue
    for (const [member, value] of Object.entries(next)) {
      if (member === 'Ref' || member === 'Fn::GetAtt') found.add(ownerOf(value))
      if (member === 'Fn::Sub') for (const name of placeholdersIn(value)) found.add(ownerOf(name))
      waiting.push(value)
    }
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
