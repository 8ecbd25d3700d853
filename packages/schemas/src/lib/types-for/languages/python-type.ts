import { isCircularAlias } from '../model/circular.ts'
import { type Literal, type NamedTypes, type Shape, withoutNull } from '../model/shape.ts'
import { lowered } from './lowered.ts'

/** A type as an annotation, and what it does not express, for people. */
export interface PythonType {
  readonly text: string
  readonly why?: string
}

/**
 * The annotation of a shape. Names that are not yet defined are quoted.
 *
 * Models try the alternatives of a union one after the other and convert what almost fits; so a union is one only where
 * each value fits a single alternative. Any other is any JSON.
 */
export function pythonType(types: NamedTypes, given: Shape, defined: ReadonlySet<string>): PythonType {
  const { shape, nullable } = withoutNull(resolved(types, given))
  const type = plainType(types, shape, defined)
  return nullable && type.text !== 'Any' ? { ...type, text: `Optional[${type.text}]` } : type
}

/** What an alias stands for; any JSON where it contains itself. */
function resolved(types: NamedTypes, shape: Shape): Shape {
  const type = shape.kind === 'named' ? types.get(shape.name) : undefined
  if (type?.kind !== 'alias') return shape
  if (isCircularAlias(types, type.name)) return { kind: 'any', why: `${type.name}, which contains itself.` }
  return resolved(types, type.shape)
}

function plainType(types: NamedTypes, shape: Shape, defined: ReadonlySet<string>): PythonType {
  const inner = (each: Shape): PythonType => pythonType(types, each, defined)
  const scalars: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int', number: 'float', string: 'str' }
  switch (shape.kind) {
    case 'named':
      return { text: defined.has(shape.name) ? shape.name : `'${shape.name}'` }
    case 'literals':
      return isLiteral(shape.values)
        ? { text: `Literal[${shape.values.map(literal).join(', ')}]` }
        : plainType(types, lowered(types, shape).shape, defined)
    case 'list': {
      const { text, why } = inner(shape.items)
      return { text: `List[${text}]`, ...(why !== undefined && { why }) }
    }
    case 'map': {
      const { text, why } = inner(shape.values)
      return { text: `Dict[str, ${text}]`, ...(why !== undefined && { why }) }
    }
    case 'tuple':
      return shape.rest === undefined && shape.atLeast === shape.items.length
        ? { text: `Tuple[${shape.items.map((each) => inner(each).text).join(', ')}]` }
        : { text: 'List[Any]', why: lowered(types, shape).why ?? '' }
    case 'union':
      return union(types, shape.of, defined) ?? anything(lowered(types, shape).why)
    case 'any':
    case 'null':
      return anything(lowered(types, shape).why)
    default:
      return { text: scalars[shape.kind] ?? 'Any' }
  }
}

const anything = (why: string | undefined): PythonType => ({ text: 'Any', ...(why !== undefined && { why }) })

/** Whether `Literal` tells the values apart: in Python, True equals 1, and it takes no fractions. */
function isLiteral(values: readonly Literal[]): boolean {
  const kinds = new Set(values.map((value) => typeof value))
  if (kinds.has('boolean') && kinds.has('number')) return false
  return values.every((value) => typeof value !== 'number' || Number.isSafeInteger(value))
}

function literal(value: Literal): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Alternatives in the order in which a model tries them: a list before an object, which takes a list of pairs too. */
const kinds = ['boolean', 'number', 'string', 'list', 'object'] as const
type JsonKind = (typeof kinds)[number]

function union(types: NamedTypes, given: readonly Shape[], defined: ReadonlySet<string>): PythonType | undefined {
  const of = given.map((each) => resolved(types, each))
  const sorted = kinds.flatMap((kind) => of.filter((each) => kindOf(each) === kind).map((shape) => ({ kind, shape })))
  if (sorted.length < of.length) return undefined
  const objects = sorted.filter(({ kind }) => kind === 'object')
  const others = sorted.filter(({ kind }) => kind !== 'object')
  if (new Set(others.map(({ kind }) => kind)).size < others.length) return undefined
  if (
    objects.length > 1 &&
    !areTold(
      types,
      objects.map(({ shape }) => shape),
    )
  )
    return undefined
  const texts = sorted.map(({ shape }) => strict[shape.kind] ?? pythonType(types, shape, defined).text)
  return { text: `Union[${texts.join(', ')}]` }
}

const strict: Readonly<Record<string, string>> = {
  boolean: 'StrictBool',
  // A whole number may be written with a fraction of zero.
  integer: 'StrictInt, StrictFloat',
  number: 'StrictInt, StrictFloat',
  string: 'StrictStr',
}

function kindOf(shape: Shape): JsonKind | undefined {
  switch (shape.kind) {
    case 'boolean':
    case 'string':
    case 'list':
    case 'number':
      return shape.kind
    case 'tuple':
      return 'list'
    case 'integer':
      return 'number'
    case 'map':
    case 'named':
      return 'object'
    case 'literals': {
      const found = new Set(shape.values.map((value) => typeof value))
      const [kind] = found
      return found.size === 1 && isLiteral(shape.values) ? (kind as 'string' | 'number' | 'boolean') : undefined
    }
    default:
      return undefined
  }
}

/** Whether a required member with literals tells the classes apart. */
function areTold(types: NamedTypes, shapes: readonly Shape[]): boolean {
  const classes = shapes.map((shape) => (shape.kind === 'named' ? types.get(shape.name) : undefined))
  const [first] = classes
  if (first?.kind !== 'class') return false
  return first.members.some(({ name }) => {
    const values = classes.map((type) => {
      const member = type?.kind === 'class' ? type.members.find((each) => each.name === name) : undefined
      return member?.optional === false && member.shape.kind === 'literals' ? member.shape.values : undefined
    })
    const all = values.flatMap((each) => each ?? [])
    const areStrings = all.every((value) => typeof value === 'string')
    return values.every((each) => each !== undefined) && areStrings && new Set(all).size === all.length
  })
}
