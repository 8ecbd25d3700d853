import { ordered } from '../model/order.ts'
import type { AliasType, ClassType, Member, NamedTypes, Shape } from '../model/shape.ts'
import { commentLines } from './comment.ts'

/** Generates one module without imports. Members keep the order of their schemas. */
export function typeScriptTypes(types: NamedTypes, generated: string): string {
  const declarations = ordered(types, 'users').map((type) => (type.kind === 'class' ? interfaceOf(type) : alias(type)))
  return `// ${generated}

// Documents of AWS Lambda's asynchronous invocation. A condition is any string and a payload any JSON. An object may have
// members beyond those of its type: AWS adds some.

${declarations.join('\n\n')}
`
}

function comment(indent: string, description: string | undefined): readonly string[] {
  const lines = commentLines(description).map((line) => line.replaceAll('*/', '*\\/'))
  const [first = ''] = lines
  if (lines.length === 0) return []
  if (lines.length === 1) return [`${indent}/** ${first} */`]
  return [`${indent}/**`, ...lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}`), `${indent} */`]
}

function interfaceOf({ name, description, members }: ClassType): string {
  return [...comment('', description), `export interface ${name} {`, ...members.flatMap(field), '}'].join('\n')
}

function field({ name, description, shape, optional }: Member): readonly string[] {
  const why = shape.kind === 'any' ? shape.why : undefined
  const text = [description, why].filter((each) => each !== undefined).join('\n\n')
  return [...comment('  ', text), `  readonly ${memberName(name)}${optional ? '?' : ''}: ${typeOf(shape)}`]
}

function alias({ name, description, shape }: AliasType): string {
  return [...comment('', description), `export type ${name} = ${typeOf(shape)}`].join('\n')
}

function memberName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : JSON.stringify(name)
}

function typeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'unknown'
    case 'integer':
      return 'number'
    case 'literals':
      return shape.values.map((value) => JSON.stringify(value)).join(' | ')
    case 'list':
      return `readonly ${element(shape.items)}[]`
    case 'tuple': {
      const places = shape.items.map((each, index) => `${element(each)}${index < shape.atLeast ? '' : '?'}`)
      const rest = shape.rest === undefined ? [] : [`...${element(shape.rest)}[]`]
      return `readonly [${[...places, ...rest].join(', ')}]`
    }
    case 'map':
      return `{ readonly [member: string]: ${typeOf(shape.values)} }`
    case 'named':
      return shape.name
    case 'union':
      return shape.of.map((each) => typeOf(each)).join(' | ')
    default:
      return shape.kind
  }
}

/** A type before brackets. */
function element(shape: Shape): string {
  const text = typeOf(shape)
  return /^(?:[\w.]+|\{[^{}]*\})$/.test(text) ? text : `(${text})`
}
