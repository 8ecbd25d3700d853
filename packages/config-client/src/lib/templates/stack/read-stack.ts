import { readLocally } from '../cloudformation.ts'
import type { Evaluator } from '../evaluate/evaluate.ts'
import type { TemplateContext } from '../evaluate/template-context.ts'
import { isObject, type JsonObject, objectOf, ownOf } from '../evaluate/template-document.ts'
import { readTemplateRoles } from '../roles/role-policies.ts'
import { overGlobals } from '../sam-globals.ts'
import type { StackReading, TemplateResource } from './stack-reading.ts'

/**
 * Reads a CloudFormation template, SAM's included, as the stack that a machine can serve: functions with their code,
 * settings and triggers, and what SAM's transform adds. Resources without a name go by their logical ids; `Ref` of a
 * queue is its URL at `sqsEndpoint`, and of a resource that only AWS has its logical id.
 *
 * A property that the template does not determine is listed in `unknown`, and is otherwise missing. Of the variables of a
 * function, only those are missing that are not determined.
 *
 * @param template - a parsed template or its JSON; `parseTemplate` parses YAML
 *
 * @throws {@link TypeError} if `template` is a string that is not JSON.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 *
 * @example
 * ```ts
 * readStack(json, { region: 'us-east-1', accountId: '123456789012' }).resources
 * ```
 */
export function readStack(template: unknown, context: TemplateContext = {}): StackReading {
  const { reading, resources, evaluator, globals } = readLocally(template, context)
  const all = Object.entries(resources).flatMap(([resource, definition]) => {
    const { Condition } = objectOf(definition)
    const isCreated = typeof Condition === 'string' ? evaluator.decide(Condition) : { value: true }
    if ('value' in isCreated && !isCreated.value) return []
    const read = readResource(resource, objectOf(definition), globals, evaluator)
    return 'value' in isCreated ? [read] : [withUnknown(read, { member: 'Condition', reason: isCreated.reason })]
  })
  const roles = [...readTemplateRoles(resources, evaluator).values()].map(
    ({ arn, own, attached }) => [arn, [...own, ...attached.map(({ document }) => document)]] as const,
  )
  return { ...reading, roles: Object.fromEntries(roles), resources: all }
}

function withUnknown(resource: TemplateResource, unknown: TemplateResource['unknown'][number]): TemplateResource {
  return { ...resource, unknown: [...resource.unknown, unknown] }
}

/** SAM's types, and those of the resources that they become. */
const becomes: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
}

function readResource(
  resource: string,
  definition: JsonObject,
  globals: JsonObject,
  evaluator: Evaluator,
): TemplateResource {
  const { Type, Properties, Metadata } = definition
  const isSam = Type === 'AWS::Serverless::Function'
  const declared = typeof Type === 'string' ? Type : 'a type that is not determined'
  const head = evaluator.evaluate(Properties)
  const own = 'value' in head ? objectOf(head.value) : {}
  const properties = isSam ? overGlobals(definition, globals, own, levels) : own
  const unknown: { member: string; reason: string }[] =
    'reason' in head ? [{ member: 'Properties', reason: head.reason }] : []
  const evaluated = evaluateMembers(renamed(properties, declared), '', evaluator, unknown)
  const name = evaluator.names.ref(resource)
  const named = evaluator.names.name(resource)
  const known = 'value' in named ? named : name
  const metadata = evaluator.evaluateDeep(Metadata)
  return {
    resource,
    type: ownOf(becomes, declared) ?? declared,
    ...('value' in known && { name: known.value }),
    properties: evaluated,
    metadata: 'value' in metadata ? objectOf(metadata.value) : {},
    unknown,
  }
}

const levels = 10

/** Maps whose members are determined one by one. */
const divided: readonly string[] = ['Environment', 'Environment.Variables']

function evaluateMembers(
  map: JsonObject,
  path: string,
  evaluator: Evaluator,
  unknown: { member: string; reason: string }[],
): JsonObject {
  const members = Object.entries(map).flatMap(([name, value]) => {
    const member = path === '' ? name : `${path}.${name}`
    const isDivided = divided.includes(member)
    const evaluated = isDivided ? evaluator.evaluate(value) : evaluator.evaluateDeep(value)
    if ('reason' in evaluated) unknown.push({ member, reason: evaluated.reason })
    if ('reason' in evaluated || evaluated.value === undefined) return []
    const inner = isDivided && isObject(evaluated.value)
    return [[name, inner ? evaluateMembers(objectOf(evaluated.value), member, evaluator, unknown) : evaluated.value]]
  })
  return Object.fromEntries(members)
}

/** The properties of SAM under the names of CloudFormation. */
function renamed(properties: JsonObject, type: string): JsonObject {
  if (type === 'AWS::Serverless::LayerVersion') {
    const { ContentUri, ...rest } = properties
    return { ...rest, Content: ContentUri }
  }
  if (type !== 'AWS::Serverless::Function') return properties
  const { CodeUri, InlineCode, ImageUri, DeadLetterQueue: _, EventInvokeConfig: __, Events: ___, ...rest } = properties
  const zip = InlineCode === undefined ? CodeUri : { ZipFile: InlineCode }
  return { ...rest, Code: ImageUri === undefined ? zip : { ImageUri } }
}
