/** The values that a literal may be; null is a shape of its own. */
export type Literal = string | number | boolean

/** The type of a JSON value, apart from any language. */
export type Shape =
  /** Any JSON. `why` says what no type expresses, for people. */
  | { readonly kind: 'any'; readonly why?: string }
  | { readonly kind: 'null' | 'boolean' | 'integer' | 'number' | 'string' }
  | { readonly kind: 'literals'; readonly values: readonly Literal[] }
  | { readonly kind: 'list'; readonly items: Shape }
  /** A list with a type for each place. The first `atLeast` places are always there; `rest` is the type beyond them. */
  | { readonly kind: 'tuple'; readonly items: readonly Shape[]; readonly atLeast: number; readonly rest?: Shape }
  | { readonly kind: 'map'; readonly values: Shape }
  /** A class or an alias. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'union'; readonly of: readonly Shape[] }

/** A member of a class, by its name in JSON. */
export interface Member {
  readonly name: string
  /** Paragraphs, with an empty line between them. */
  readonly description?: string
  readonly shape: Shape
  /** Whether it may be missing. */
  readonly optional: boolean
}

/** An object with named members. It may have others. */
export interface ClassType {
  readonly kind: 'class'
  readonly name: string
  readonly description?: string
  readonly members: readonly Member[]
}

/** A name for a type that is no class. */
export interface AliasType {
  readonly kind: 'alias'
  readonly name: string
  readonly description?: string
  readonly shape: Shape
}

/** Types that name each other, in the order of their definition. */
export type NamedTypes = ReadonlyMap<string, ClassType | AliasType>

export const any: Shape = { kind: 'any' }

/** Splits null off a shape. */
export function withoutNull(shape: Shape): { readonly shape: Shape; readonly nullable: boolean } {
  if (shape.kind !== 'union') return { shape, nullable: shape.kind === 'null' }
  const others = shape.of.filter(({ kind }) => kind !== 'null')
  const [only] = others
  const rest: Shape = others.length === 1 && only !== undefined ? only : { kind: 'union', of: others }
  return { shape: rest, nullable: others.length < shape.of.length }
}

/** The shapes directly inside a shape. */
export function innerShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'list':
      return [shape.items]
    case 'tuple':
      return [...shape.items, ...(shape.rest === undefined ? [] : [shape.rest])]
    case 'map':
      return [shape.values]
    case 'union':
      return shape.of
    default:
      return []
  }
}

/** Names that a shape refers to. */
export function namesIn(shape: Shape): readonly string[] {
  return shape.kind === 'named' ? [shape.name] : innerShapes(shape).flatMap(namesIn)
}
