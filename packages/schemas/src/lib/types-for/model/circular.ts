import { type NamedTypes, namesIn } from './shape.ts'

const known = new WeakMap<NamedTypes, Map<string, boolean>>()

/** Whether an alias contains itself, other than in the members of a class. */
export function isCircularAlias(types: NamedTypes, name: string): boolean {
  const results = known.get(types) ?? new Map<string, boolean>()
  known.set(types, results)
  const result = results.get(name) ?? leadsBack(types, name)
  results.set(name, result)
  return result
}

function leadsBack(types: NamedTypes, name: string): boolean {
  const seen = new Set<string>()
  const next = [name]
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    const type = types.get(each)
    const names = type?.kind === 'alias' ? namesIn(type.shape) : []
    if (names.includes(name)) return true
    next.push(...names.filter((other) => !seen.has(other)))
    seen.add(each)
  }
  return false
}
