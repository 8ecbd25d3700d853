import { isCircularAlias } from '../model/circular.ts'
import { type Literal, type NamedTypes, type Shape, withoutNull } from '../model/shape.ts'

/** A shape without null, aliases, literals and unions, for languages that have none of them. */
export interface Lowered {
  readonly shape: Shape
  readonly nullable: boolean
  /** For people: the part that the type does not express. */
  readonly why?: string
}

/**
 * Widens a shape until classes, lists, maps and scalars express it. Lists and maps keep their inner shapes as they are;
 * lower those in turn.
 */
export function lowered(types: NamedTypes, given: Shape): Lowered {
  const { shape, nullable } = withoutNull(given)
  switch (shape.kind) {
    case 'named': {
      const type = types.get(shape.name)
      if (type?.kind !== 'alias') return { shape, nullable }
      if (isCircularAlias(types, shape.name)) return widened(nullable, `${shape.name}, which contains itself.`)
      const inner = lowered(types, type.shape)
      return { ...inner, nullable: inner.nullable || nullable }
    }
    case 'list':
    case 'map': {
      const { why } = lowered(types, shape.kind === 'list' ? shape.items : shape.values)
      return { shape, nullable, ...(why !== undefined && { why }) }
    }
    case 'literals':
      return { shape: { kind: kindOf(shape.values) }, nullable, why: `One of: ${listed(shape.values)}.` }
    case 'union':
      return widened(nullable, `One of: ${shape.of.map((each) => describe(types, each)).join(', ')}.`)
    case 'tuple':
      return {
        shape: { kind: 'list', items: { kind: 'any' } },
        nullable,
        why: `In this order: ${shape.items.map((each) => describe(types, each)).join(', ')}.`,
      }
    case 'null':
      return widened(false, 'Always null.')
    case 'any':
      return { shape, nullable: false, ...(shape.why !== undefined && { why: shape.why }) }
    default:
      return { shape, nullable }
  }
}

function widened(nullable: boolean, why: string): Lowered {
  return { shape: { kind: 'any' }, nullable: false, why: nullable ? `${why.slice(0, -1)}, or null.` : why }
}

function kindOf(values: readonly Literal[]): 'string' | 'integer' | 'number' | 'boolean' | 'any' {
  const kinds = new Set(values.map((value) => typeof value))
  if (kinds.size !== 1) return 'any'
  if (kinds.has('string')) return 'string'
  if (kinds.has('boolean')) return 'boolean'
  return values.every((value) => Number.isSafeInteger(value)) ? 'integer' : 'number'
}

/** Literals in a sentence, the first twenty of them. */
function listed(values: readonly Literal[]): string {
  const shown = values.slice(0, 20).map((value) => JSON.stringify(value))
  return `${shown.join(', ')}${values.length > shown.length ? ` and ${values.length - shown.length} more` : ''}`
}

/** A shape in words. */
export function describe(types: NamedTypes, given: Shape): string {
  const { shape, nullable } = withoutNull(given)
  const text = describePlain(types, shape)
  return nullable && shape.kind !== 'null' ? `${text} or null` : text
}

function describePlain(types: NamedTypes, shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'any JSON'
    case 'literals':
      return listed(shape.values)
    case 'list':
    case 'tuple':
      return shape.kind === 'list' ? `a list of ${describe(types, shape.items)}` : 'a list'
    case 'map':
      return 'an object'
    case 'union':
      return shape.of.map((each) => describe(types, each)).join(' or ')
    case 'named':
      return shape.name
    case 'integer':
      return 'an integer'
    case 'null':
      return 'null'
    default:
      return `a ${shape.kind}`
  }
}
