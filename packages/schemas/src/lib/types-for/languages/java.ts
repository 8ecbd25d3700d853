import { ordered, sortedMembers } from '../model/order.ts'
import type { ClassType, Member, NamedTypes, Shape } from '../model/shape.ts'
import { commentLines } from './comment.ts'
import { lowered } from './lowered.ts'
import { camelCase, pascalCase, uniqueNames } from './names.ts'

/** Words that name neither a field nor a package. */
export const javaKeywords = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false
  final finally float for goto if implements import instanceof int interface long native new null package private
  protected public return short static strictfp super switch synchronized this throw throws transient true try void
  volatile while _`.split(/\s+/),
)

/**
 * Generates the classes of a package, one for each file, by file name.
 *
 * Any JSON is a JsonNode: null in Java if missing, NullNode if null. Optional members are left out if they are missing,
 * and required ones are always written, null included. Members that come later are ignored.
 */
export function javaTypes(types: NamedTypes, generated: string, name: string): ReadonlyMap<string, string> {
  const classes = ordered(types, 'users').filter((type) => type.kind === 'class')
  return new Map(classes.map((type) => [`${type.name}.java`, javaFile(types, type, generated, name)]))
}

function javaFile(types: NamedTypes, type: ClassType, generated: string, packageName: string): string {
  const body = javaClass(types, type)
  const imports = [
    'com.fasterxml.jackson.annotation.*',
    ...(/\bJsonNode\b/.test(body.code) ? ['com.fasterxml.jackson.databind.JsonNode'] : []),
    ...(/\b(?:List|Map)</.test(body.code) ? ['java.util.*'] : []),
  ]
  const imported = imports.map((path) => `import ${path};\n`).join('')
  return `// ${generated}\n\npackage ${packageName};\n\n${imported}\n${body.text}`
}

function javaClass(types: NamedTypes, { name, description, members }: ClassType) {
  const names = uniqueNames(
    members.map((member) => member.name),
    fieldName,
    (plain) => `${name.charAt(0).toLowerCase()}${name.slice(1)}${plain.charAt(0).toUpperCase()}${plain.slice(1)}`,
    // Accessors of names that differ in case only could be the same.
    (field) => field.toLowerCase(),
  )
  const fields = sortedMembers(members).map((member) => ({
    member,
    field: names.get(member.name) ?? '',
    type: typeOf(types, member),
  }))
  const accessors = fields.map(({ member, field, type }) => {
    const { why } = lowered(types, member.shape)
    const text = [member.description, why].filter((each) => each !== undefined).join('\n\n')
    return `\n${comment('    ', text)}${accessorsOf(types, member, field, type)}`
  })
  const text = [
    `${comment('', description)}@JsonIgnoreProperties(ignoreUnknown = true)\n`,
    `@JsonInclude(JsonInclude.Include.NON_NULL)\npublic class ${name} {\n`,
    ...fields.map(({ field, type }) => `    private ${type} ${field};\n`),
    ...accessors,
    '}\n',
  ]
  return { text: text.join(''), code: fields.map(({ type }) => type).join(' ') }
}

function fieldName(member: string): string {
  const plain = camelCase(member)
  if (plain === '' || /^[0-9]/.test(plain)) return `field${plain}`
  return javaKeywords.has(plain) ? `${plain}Value` : plain
}

function accessorsOf(types: NamedTypes, { name, optional, shape }: Member, field: string, type: string): string {
  const property = `    @JsonProperty(${javaString(name)})\n`
  const { nullable, shape: plain } = lowered(types, shape)
  const isWritten = !optional && (nullable || plain.kind !== 'map')
  const always = isWritten ? '    @JsonInclude(JsonInclude.Include.ALWAYS)\n' : ''
  const suffix = field === camelCase(name) && initial(name) ? pascalCase(name) : field
  const accessor = suffix.charAt(0).toUpperCase() + suffix.slice(1)
  return `${property}${always}    public ${type} get${accessor}() { return ${field}; }
${property}    public void set${accessor}(${type} value) { this.${field} = value; }
`
}

/** Whether the first word of a name is written in capitals in an accessor: `getID` of `id`. */
function initial(name: string): boolean {
  return /^(?:api|cert|html|https?|id|ip|json|ms|sql|uri|url|uuid|xml)$/i.test(/^[A-Z]*[a-z0-9]*/.exec(name)?.[0] ?? '')
}

/** Backslashes begin an escape of a character even in comments, and would end those. */
const inComment = (text: string): string =>
  text.replaceAll('\\', '&#92;').replaceAll('*/', '*&#47;').replaceAll('/*', '/&#42;')

function comment(indent: string, description: string | undefined): string {
  const lines = commentLines(description).map((line) => `${indent} *${line === '' ? '' : ` ${inComment(line)}`}\n`)
  return lines.length === 0 ? '' : `${indent}/**\n${lines.join('')}${indent} */\n`
}

/** A string literal in ASCII. */
function javaString(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  const escaped = units.map((unit) => {
    const character = String.fromCharCode(unit)
    if (character === '"' || character === '\\') return `\\${character}`
    if (unit === 10) return '\\n'
    if (unit === 13) return '\\r'
    return unit >= 32 && unit < 127 ? character : `\\u${unit.toString(16).padStart(4, '0')}`
  })
  return `"${escaped.join('')}"`
}

function typeOf(types: NamedTypes, { shape: given, optional }: Member): string {
  const { shape, nullable } = lowered(types, given)
  const primitives: Readonly<Record<string, string>> = { boolean: 'boolean', integer: 'long', number: 'double' }
  return (optional || nullable ? undefined : primitives[shape.kind]) ?? valueType(types, given)
}

function valueType(types: NamedTypes, given: Shape): string {
  const { shape } = lowered(types, given)
  switch (shape.kind) {
    case 'boolean':
      return 'Boolean'
    case 'integer':
      return 'Long'
    case 'number':
      return 'Double'
    case 'string':
      return 'String'
    case 'list':
      return `List<${valueType(types, shape.items)}>`
    case 'map':
      return `Map<String, ${valueType(types, shape.values)}>`
    case 'named':
      return shape.name
    default:
      return 'JsonNode'
  }
}
