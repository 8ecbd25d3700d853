import { ordered, referencesOf, sortedMembers } from '../model/order.ts'
import { type AliasType, type ClassType, type Member, type NamedTypes, withoutNull } from '../model/shape.ts'
import { commentLines } from './comment.ts'
import { uniqueNames } from './names.ts'
import { pythonName } from './python-names.ts'
import { type PythonType, pythonType } from './python-type.ts'

/** Names that the module of the contracts imports from typing; others follow where they are used. */
const alwaysImported = ['Optional', 'Dict', 'List', 'Any']
/** Names that annotations are made of, whatever the class. */
const annotations = [...alwaysImported, 'Literal', 'Tuple', 'Union', 'bool', 'float', 'int', 'str']
const strictTypes = ['StrictBool', 'StrictFloat', 'StrictInt', 'StrictStr']

/** Generates one module that works with both pydantic 1.10 and 2. */
export function pythonTypes(types: NamedTypes, generated: string): string {
  const defined = new Set<string>()
  const circular: string[] = []
  const declarations = ordered(types, 'used').map((type) => {
    const isForward = type.kind === 'class' && referencesOf(type).some((name) => !defined.has(name))
    const text = type.kind === 'class' ? model(types, type, defined) : alias(types, type, defined)
    defined.add(type.name)
    if (isForward) circular.push(type.name)
    return text
  })
  const code = declarations.join('\n\n\n')
  const used = (names: readonly string[]): readonly string[] =>
    names.filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  const rebuilt =
    circular.length === 0
      ? ''
      : `\n\nfor _model in (${circular.map((name) => `${name},`).join(' ')}):
    _model.model_rebuild() if hasattr(_model, 'model_rebuild') else _model.update_forward_refs()\n`
  return `"""Documents of AWS Lambda's asynchronous invocation, as pydantic models (version 1.10 or 2).

${generated}

A condition is any string and a payload any JSON. Members that AWS adds later are kept. A member that is missing is None
like one that is null: \`model_fields_set\` (pydantic 2) or \`__fields_set__\` (1) tells them apart, and
\`exclude_unset=True\` writes back what was read. Write with \`by_alias=True\`.
"""
from pydantic import ${['BaseModel', 'Field', ...used(strictTypes)].join(', ')}
from typing import ${[...alwaysImported, ...used(['Literal', 'Tuple', 'Union'])].join(', ')}


${code}
${rebuilt}`
}

/** Lines of a docstring; a short one has an empty line after it. */
function docstring(indent: string, description: string): readonly string[] {
  const lines = commentLines(description).map((line) => line.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"'))
  const [first = ''] = lines
  if (lines.length === 0) return []
  if (lines.length === 1) return [`${indent}"""${first.replace(/"$/, '\\"')}"""`, '']
  return [`${indent}"""${first}`, ...lines.slice(1).map((line) => (line === '' ? '' : indent + line)), `${indent}"""`]
}

const paragraphs = (...texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined).join('\n\n')

function model(types: NamedTypes, type: ClassType, defined: ReadonlySet<string>): string {
  const members = sortedMembers(type.members).map((member) => ({
    member,
    type: pythonType(types, member.shape, defined),
  }))
  const names = namesOf(type, members)
  const given = members.filter(({ member }) => !hasDefault(member))
  const fields = [...given, ...members.filter(({ member }) => hasDefault(member))].flatMap(({ member, type: each }) => [
    `    ${fieldOf(member, names.get(member.name) ?? '', each)}`,
    ...docstring('    ', paragraphs(member.description, each.why)),
  ])
  const lines = [
    `class ${type.name}(BaseModel, extra='allow'):`,
    ...docstring('    ', type.description ?? ''),
    ...fields,
  ]
  return [...lines, ...(fields.length === 0 ? ['    pass'] : [])].join('\n').trimEnd()
}

function alias(types: NamedTypes, { name, description, shape }: AliasType, defined: ReadonlySet<string>): string {
  const type = pythonType(types, shape, defined)
  return [`${name} = ${type.text}`, ...docstring('', paragraphs(description, type.why))].join('\n').trimEnd()
}

/** Names of fields. A default must not hide a type that an annotation of the class names. */
function namesOf({ members }: ClassType, typed: readonly { readonly type: PythonType }[]): ReadonlyMap<string, string> {
  const annotated = new Set([...annotations, ...typed.flatMap(({ type }) => type.text.match(/\w+/g) ?? [])])
  const defaulted = new Set(members.filter(hasDefault).map(({ name }) => name))
  return uniqueNames(
    members.map(({ name }) => name),
    (name) => pythonName(name, defaulted.has(name) && annotated.has(name)),
    (plain) => `${plain}_`,
  )
}

/** Whether a field may be left out: a required payload has a default too, which demands it. */
function hasDefault({ shape, optional }: Member): boolean {
  return optional || withoutNull(shape).nullable || shape.kind === 'any'
}

function fieldOf({ name, shape, optional }: Member, field: string, type: PythonType): string {
  const isRequiredPayload = shape.kind === 'any' && !optional
  const isOptional = hasDefault({ name, shape, optional }) && !isRequiredPayload
  const mayBeNone = /^(?:Optional\[.*\]|Any)$/.test(type.text) || !isOptional
  const annotation = mayBeNone ? type.text : `Optional[${type.text}]`
  const alias = field === name ? undefined : `alias=${pythonString(name)}`
  // In pydantic 1, a member of type `Any` is optional; `requestPayload` is required, even if it is null.
  const value = isRequiredPayload ? '...' : isOptional ? 'None' : undefined
  if (alias === undefined && value === undefined) return `${field}: ${annotation}`
  if (alias === undefined) return `${field}: ${annotation} = ${value === '...' ? 'Field(...)' : value}`
  return `${field}: ${annotation} = Field(${value === undefined ? alias : `${value}, ${alias}`})`
}

function pythonString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
