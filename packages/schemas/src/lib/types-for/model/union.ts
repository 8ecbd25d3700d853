import type { Literal, Shape } from './shape.ts'

/** The shape of a value that has one of the shapes: without repetitions, and without what another includes. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const all = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.of : [shape]))
  const open = all.find(({ kind }) => kind === 'any')
  if (open !== undefined) return open
  const kinds = new Set(all.map(({ kind }) => kind))
  const literals = new Set(all.flatMap((shape) => (shape.kind === 'literals' ? shape.values : [])))
  const areBoth = literals.has(true) && literals.has(false)
  const values = [...literals].filter((value) => !isIncluded(value, kinds) && !(areBoth && typeof value === 'boolean'))
  const others = all.filter(({ kind }) => kind !== 'literals' && !(kind === 'integer' && kinds.has('number')))
  const found: readonly Shape[] = [
    ...(values.length === 0 ? [] : [{ kind: 'literals', values } as const]),
    ...others,
    ...(areBoth && !kinds.has('boolean') ? [{ kind: 'boolean' } as const] : []),
  ]
  const distinct = [...new Map(found.map((shape) => [JSON.stringify(shape), shape])).values()]
  // Null stands last.
  const sorted = [...distinct.filter(({ kind }) => kind !== 'null'), ...distinct.filter(({ kind }) => kind === 'null')]
  const [only] = sorted
  if (only === undefined) return { kind: 'any', why: 'No value is valid here.' }
  return sorted.length === 1 ? only : { kind: 'union', of: sorted }
}

function isIncluded(value: Literal, kinds: ReadonlySet<Shape['kind']>): boolean {
  if (typeof value !== 'number') return kinds.has(typeof value === 'string' ? 'string' : 'boolean')
  return kinds.has('number') || (Number.isInteger(value) && kinds.has('integer'))
}
