import type { Literal, Shape } from '../model/shape.ts'
import { unionOf } from '../model/union.ts'
import type { JsonKind } from './facts.ts'

export const nothingIsValid: Shape = { kind: 'any', why: 'No value is valid here.' }

/** The shape of certain values. */
export function valuesShape(values: readonly unknown[]): Shape {
  if (values.length === 0) return nothingIsValid
  const literals = values.filter((value): value is Literal => ['string', 'number', 'boolean'].includes(typeof value))
  const other = values.find((value) => typeof value === 'object' && value !== null)
  if (other !== undefined) return { kind: 'any', why: 'One of certain lists or objects.' }
  return unionOf([
    ...(literals.length > 0 ? [{ kind: 'literals', values: literals } as const] : []),
    ...(values.includes(null) ? [{ kind: 'null' } as const] : []),
  ])
}

export function isOfKind(value: unknown, kinds: ReadonlySet<JsonKind>): boolean {
  if (value === null) return kinds.has('null')
  if (Array.isArray(value)) return kinds.has('array')
  if (typeof value === 'number') return kinds.has('number') || (Number.isInteger(value) && kinds.has('integer'))
  return kinds.has(typeof value as JsonKind)
}
