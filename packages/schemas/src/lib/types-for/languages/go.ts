import { ordered, sortedMembers } from '../model/order.ts'
import type { AliasType, ClassType, Member, NamedTypes, Shape } from '../model/shape.ts'
import { commentLines } from './comment.ts'
import { lowered } from './lowered.ts'
import { pascalCase, uniqueNames } from './names.ts'

/** Words that name no package. */
export const goKeywords = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
  return select struct switch type var`.split(/\s+/),
)

/** Beginnings of names whose members differ in case only; by default, the name of the class. */
const beginnings: Readonly<Record<string, string>> = { DeadLetterAttribute: 'Event' }

/**
 * Generates one file in the format of gofmt.
 *
 * @param name - of the package
 */
export function goTypes(types: NamedTypes, generated: string, name: string): string {
  const declarations = ordered(types, 'users').map((type) =>
    type.kind === 'class' ? struct(types, type) : alias(types, type),
  )
  return `// ${generated}

// Package ${name} has the documents of AWS Lambda's asynchronous invocation.
//
// A condition is any string. A payload is json.RawMessage, its bytes untouched: nil if it is missing, \`null\` if it is
// null. Any other optional member is a pointer that is nil both if it is missing and if it is null.
package ${name}

import "encoding/json"

${declarations.join('\n')}`
}

function comment(indent: string, description: string | undefined): readonly string[] {
  return commentLines(description).map((line) => `${indent}//${line === '' ? '' : ` ${line}`}`)
}

function struct(types: NamedTypes, type: ClassType): string {
  const { name, description, members } = type
  const unnamed = members.find((member) => !canBeTagged(member.name))
  if (unnamed !== undefined) {
    const why = `No tag of a struct can name the member ${JSON.stringify(unnamed.name)}.`
    const lines = comment('', description === undefined ? why : `${description}\n\n${why}`)
    return [...lines, `type ${name} map[string]json.RawMessage`, ''].join('\n')
  }
  const names = uniqueNames(
    members.map((member) => member.name),
    (member) => {
      const plain = pascalCase(member)
      return /^[A-Z]/.test(plain) ? plain : `Field${plain}`
    },
    (plain) => `${beginnings[name] ?? name}${plain}`,
  )
  const fields = sortedMembers(members).flatMap((member) => {
    const text = [member.description, lowered(types, member.shape).why].filter((each) => each !== undefined)
    const field = [names.get(member.name) ?? '', typeOf(types, type, member), tagOf(member)]
    return [...comment('\t', text.join('\n\n')), field]
  })
  return [...comment('', description), `type ${name} struct {`, ...aligned(fields), '}', ''].join('\n')
}

function alias(types: NamedTypes, { name, description, shape }: AliasType): string {
  const { why } = lowered(types, shape)
  const text = [description, why].filter((each) => each !== undefined).join('\n\n')
  return [...comment('', text), `type ${name} = ${valueType(types, shape)}`, ''].join('\n')
}

/** Whether encoding/json accepts the name in a tag. */
export function canBeTagged(name: string): boolean {
  return /^[\p{L}\p{Nd}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u.test(name)
}

function tagOf({ name, optional }: Member): string {
  // A tag of one hyphen leaves a member out; a comma after it does not.
  const options = optional ? ',omitempty' : name === '-' ? ',' : ''
  return `\`json:"${name}${options}"\``
}

function typeOf(types: NamedTypes, owner: ClassType, { shape, optional }: Member): string {
  const plain = lowered(types, shape)
  const type = valueType(types, shape)
  if (type.startsWith('*') || isReference(type)) return type
  const circular = plain.shape.kind === 'named' && holds(types, plain.shape.name, owner.name, new Set())
  return optional || circular ? `*${type}` : type
}

/** Whether nil stands for a value that is missing. */
const isReference = (type: string): boolean => /^(?:\[\]|map\[|json\.RawMessage)/.test(type)

/** The type of a shape: a pointer where it may be null. */
function valueType(types: NamedTypes, given: Shape): string {
  const { shape, nullable } = lowered(types, given)
  const type = plainType(types, shape)
  return nullable && !isReference(type) ? `*${type}` : type
}

function plainType(types: NamedTypes, shape: Shape): string {
  switch (shape.kind) {
    case 'boolean':
      return 'bool'
    case 'integer':
      return 'int64'
    case 'number':
      return 'float64'
    case 'string':
      return 'string'
    case 'list':
      return `[]${valueType(types, shape.items)}`
    case 'map':
      return `map[string]${valueType(types, shape.values)}`
    case 'named':
      return shape.name
    default:
      return 'json.RawMessage'
  }
}

/** Whether a struct would contain another by value, and so itself. */
function holds(types: NamedTypes, name: string, owner: string, seen: Set<string>): boolean {
  if (name === owner) return true
  const type = types.get(name)
  if (type?.kind !== 'class' || seen.has(name)) return false
  seen.add(name)
  return type.members.some(({ shape, optional }) => {
    const plain = lowered(types, shape)
    if (optional || plain.nullable || plain.shape.kind !== 'named') return false
    return holds(types, plain.shape.name, owner, seen)
  })
}

/** Aligns consecutive fields without comments in columns, as gofmt does. */
function aligned(lines: readonly (string | readonly string[])[]): readonly string[] {
  const result: string[] = []
  for (let start = 0; start < lines.length; ) {
    const line = lines[start]
    if (typeof line === 'string' || line === undefined) {
      result.push(line ?? '')
      start += 1
      continue
    }
    const end = lines.findIndex((each, index) => index > start && typeof each === 'string')
    const run = lines.slice(start, end === -1 ? undefined : end).filter((each) => typeof each !== 'string')
    const width = (column: number): number => Math.max(...run.map((row) => [...(row[column] ?? '')].length))
    for (const [name = '', type = '', tag = ''] of run)
      result.push(`\t${name.padEnd(width(0))} ${type.padEnd(width(1))} ${tag}`)
    start += run.length
  }
  return result
}
