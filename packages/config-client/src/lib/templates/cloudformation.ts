import { parseFunctionReference } from '@async-invoke/schemas'
import { findNearestName } from '@async-invoke/schemas/internal'
import {
  checkMembers,
  functionNameOf,
  isDeclared,
  mapOf,
  ownNameOf,
  type Reading,
  reported,
  reportedCreation,
  requiredStringOf,
  settingsMembers,
  settingsOf,
  targetOf,
} from './declared-settings.ts'
import { createEvaluator, type Evaluator } from './evaluate/evaluate.ts'
import { andThen, type Evaluated, kindOf, requiredTextOf, shortened } from './evaluate/evaluated.ts'
import type { GeneratedNames } from './evaluate/resource-names.ts'
import type { TemplateContext } from './evaluate/template-context.ts'
import { isObject, type JsonObject, objectOf } from './evaluate/template-document.ts'
import { templateObject } from './evaluate/template-text.ts'
import { isUnreadable, unreadable } from './evaluate/unreadable.ts'
import { readRule } from './event-rule.ts'
import { reportMisplacedSettings } from './misplaced-settings.ts'
import { readKeys } from './roles/keys.ts'
import { readRoles } from './roles/roles.ts'
import { readEventRules, readServerlessFunction } from './sam.ts'
import { functionGlobals, globalsFor } from './sam-globals.ts'
import { samResources } from './sam-resources.ts'
import { samStack } from './sam-stack.ts'
import { ReadingBuilder, type TemplateReading } from './template-reading.ts'

/**
 * Reads the asynchronous settings of a CloudFormation template, including SAM's resources and globals.
 *
 * Evaluates intrinsic functions and conditions as far as the template and `context` determine them. A value that they
 * do not determine is reported as a problem, never guessed. For diagnoses, `byLogicalId` has the settings of resources
 * whose names CloudFormation generates. Whatever a template contains, reading it takes bounded
 * time.
 *
 * @param template - a parsed template or its JSON; `parseTemplate` parses YAML
 *
 * @throws {@link TypeError} if `template` is a string that is not JSON.
 *
 * @see
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html
 *
 * @example
 * ```ts
 * readCloudFormation(json, { region: 'us-east-1', accountId: '123456789012' }).desired
 * ```
 */
export function readCloudFormation(template: unknown, context: TemplateContext = {}): TemplateReading {
  const parsed = templateObject(template)
  const reading = readResources(parsed, context, 'unknown')
  if (reading.isNamed) return reading.reading
  const { problems, ...byLogicalId } = readResources(parsed, { ...placeholders, ...context }, 'logical-ids').reading
  return { ...reading.reading, byLogicalId }
}

/** Region and account of ARNs by logical id, where the context has none. */
const placeholders = { region: 'us-east-1', accountId: '000000000000' }

/** A template as a stack of this machine: its settings, its resources with what SAM adds, and their evaluator. */
export function readLocally(template: unknown, context: TemplateContext): LocalReading {
  return readResources(templateObject(template), { ...placeholders, ...context }, 'local')
}

export interface LocalReading {
  readonly reading: TemplateReading
  /** By logical id, not evaluated. */
  readonly resources: JsonObject
  readonly evaluator: Evaluator
  /** SAM's globals for functions. */
  readonly globals: JsonObject
}

function readResources(
  template: JsonObject,
  context: TemplateContext,
  generatedNames: GeneratedNames,
): LocalReading & { readonly isNamed: boolean } {
  const builder = new ReadingBuilder()
  const declared = expandedResources(template, context, builder)
  const first = createEvaluator({ ...template, Resources: declared }, context, generatedNames)
  const sections = functionGlobals(template.Globals, first)
  const known = 'value' in sections ? sections.value : unreadable(sections.reason)
  const ofSam = samResources(declared, known, first.evaluate)
  const stack = generatedNames === 'local' ? samStack(declared, known, first.evaluate) : {}
  const Resources = { ...declared, ...ofSam, ...stack }
  const evaluator = createEvaluator({ ...template, Resources }, context, generatedNames)
  const globals = functionGlobals(template.Globals, evaluator)
  for (const [resource, definition] of Object.entries(declared)) {
    const { Type, Properties, Condition } = objectOf(definition)
    const isCreated = creationOf(Condition, evaluator)
    if ('value' in isCreated && !isCreated.value) continue
    const reading = { resource, evaluator, builder, isCreated }
    const type = reported(reading, 'Type', typeOf(definition, evaluator))
    if ('reason' in type)
      unknownProperties(reading, type, typeof Type === 'string' && readers.has(Type) ? Type : undefined)
    const read = 'value' in type ? readers.get(type.value) : undefined
    if (read === undefined) continue
    const properties = mapOf(reading, 'Properties', Properties)
    if ('value' in properties) read(reading, properties.value ?? {}, { globals, definition: objectOf(definition) })
    else unknownProperties(reading, properties, Type)
  }
  const functions = builder.functions()
  const { roles, ...ofRoles } = readRoles(Resources, evaluator, functions, builder.stored())
  const { keys, ...ofKeys } = readKeys(Resources, evaluator)
  const reading = { ...builder.build(), ...roles, ...(Object.keys(keys).length > 0 && { keys }) }
  const isComplete = ofRoles.isComplete && ofKeys.isComplete
  const isNamed = isComplete && functions.every(({ role }) => role === undefined || 'value' in evaluator.evaluate(role))
  return {
    ...{ reading, resources: Resources, evaluator, globals: known },
    isNamed: isNamed && reading.problems.length === 0 && !builder.hasUnknownAliases,
  }
}

/** The type of a resource, which is unknown if it only looks like one with settings (CFG-25). */
function typeOf(definition: unknown, { evaluate }: Evaluator): Evaluated<string> {
  const { Type } = objectOf(definition)
  if (typeof Type === 'string' && !readers.has(Type)) {
    const nearest = nearestType(Type)
    return nearest === undefined
      ? { value: Type }
      : { reason: `no such type ${shortened(Type)}; did you mean ${nearest}?` }
  }
  return andThen(evaluate(definition), (described) => {
    if (!isObject(described)) return { reason: `${kindOf(described)} instead of a resource` }
    return andThen(evaluate(Type), (type) =>
      typeof type === 'string' ? { value: type } : { reason: `${kindOf(type)} instead of a type` },
    )
  })
}

function nearestType(type: string): string | undefined {
  const [space, name] = partsOf(type)
  const beside = typesOfFunctions.filter((known) => partsOf(known)[0] === space)
  const nearest = findNearestName(
    name,
    beside.map((known) => partsOf(known)[1]),
  )
  return nearest === undefined ? undefined : beside.find((known) => known.endsWith(nearest))
}

function partsOf(type: string): readonly [space: string, name: string] {
  const at = type.lastIndexOf('::')
  return [type.slice(0, at).toLowerCase(), type.slice(at + 2)]
}

const typesOfFunctions = ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Function', 'AWS::Serverless::Function']

function creationOf(condition: unknown, { decide }: Evaluator): Evaluated<boolean> {
  if (condition === undefined) return { value: true }
  return typeof condition === 'string' ? decide(condition) : { reason: 'Condition needs a name' }
}

/** A resource whose properties, or whose type, are not determined may have any settings that it can have. */
function unknownProperties(
  { resource, evaluator, builder }: Reading,
  settings: { readonly reason: string },
  type: unknown,
): void {
  const isFunction = type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function'
  const functionName = isFunction ? ownNameOf({ evaluator, resource }) : settings
  if (typeof type !== 'string' || typesWithSettings.includes(type))
    builder.settings({ resource, functionName, qualifier: settings, settings })
  if (typeof type !== 'string' || isFunction) builder.deadLetter({ resource, functionName, settings })
}

const typesWithSettings = ['AWS::Lambda::EventInvokeConfig', 'AWS::Serverless::Function']

/** A function name may have a qualifier of its own, as the `Ref` of an alias has. */
function matchingQualifier(reading: Reading, functionName: Evaluated<string>, qualifier: string): Evaluated<string> {
  if (qualifier === '') return reported(reading, 'Qualifier', { reason: 'no value' })
  const own = 'value' in functionName ? parseFunctionReference(functionName.value)?.qualifier : undefined
  if (own === undefined || own === qualifier) return { value: qualifier }
  return reported(reading, 'Qualifier', { reason: `it is ${qualifier}, but FunctionName has ${own}` })
}

/** Expands the loops among the resources, and reports what a transform adds at deployment. */
function expandedResources(template: JsonObject, context: TemplateContext, builder: ReadingBuilder): JsonObject {
  const { evaluate } = createEvaluator(template, context, 'unknown')
  const report = (resource: string, member: string, reason: string) => {
    const unknown = { reason: `${member}: ${reason}` }
    builder.problem({ resource, member, reason })
    builder.settings({ resource, functionName: unknown, qualifier: unknown, settings: unknown })
  }
  const resources = isUnreadable(template.Resources) ? undefined : template.Resources
  if (!isObject(resources)) {
    const found = evaluate(template.Resources)
    report('Template', 'Resources', 'reason' in found ? found.reason : `${kindOf(found.value)} instead of a map`)
  }
  const members = Object.entries(objectOf(resources)).flatMap(([resource, definition]) => {
    if (!resource.startsWith('Fn::')) return [[resource, definition] as const]
    const expanded = evaluate({ [resource]: definition })
    if ('reason' in expanded) report(resource, 'Resources', expanded.reason)
    return 'value' in expanded ? Object.entries(objectOf(expanded.value)) : []
  })
  const transforms = [template.Transform].flat().filter((name) => name !== undefined && !isModelled(name))
  const inline = Object.hasOwn(template, 'Fn::Transform') ? ['Fn::Transform'] : []
  for (const name of [...transforms, ...inline])
    report('Transform', 'Name', `${shortened(name)} may change any resource at deployment`)
  return Object.fromEntries(members)
}

/** AWS's own transforms: the readers know what SAM adds, and loops; the others change no asynchronous settings. */
function isModelled(transform: unknown): boolean {
  return typeof transform === 'string' && transform.startsWith('AWS::') && transform !== 'AWS::Include'
}

interface ResourceContext {
  readonly definition: JsonObject
  /** SAM's globals for functions. */
  readonly globals: Evaluated<JsonObject>
}

const readers = new Map<string, (reading: Reading, properties: JsonObject, around: ResourceContext) => void>(
  Object.entries({
    'AWS::Serverless::Function'(reading, properties, { definition, globals }) {
      reportMisplacedSettings(reading, definition, properties, ['DeadLetterQueue', 'EventInvokeConfig'])
      const known = andThen(reported(reading, 'Globals', globals), (all) =>
        reported(reading, 'IgnoreGlobals', globalsFor(definition, all)),
      )
      if ('value' in known) readServerlessFunction(reading, properties, known.value)
      else unknownProperties(reading, known, definition.Type)
    },

    'AWS::Serverless::StateMachine'(reading, { Events }) {
      readEventRules(reading, Events)
    },

    'AWS::Lambda::EventInvokeConfig'(reading, properties) {
      const functionName = functionNameOf(reading, 'FunctionName', properties.FunctionName)
      // CloudFormation requires it, so there is no default.
      const qualifier = requiredStringOf(reading, 'Qualifier', properties.Qualifier)
      const members = checkMembers(reading, '', properties, ['FunctionName', 'Qualifier', ...settingsMembers])
      reading.builder.settings({
        resource: reading.resource,
        functionName,
        qualifier: andThen(qualifier, (value) => matchingQualifier(reading, functionName, value)),
        settings: andThen(
          andThen(reportedCreation(reading), () => members),
          () => settingsOf(reading, properties),
        ),
      })
    },

    'AWS::Lambda::Function'(reading, properties, { definition }) {
      const { resource, builder } = reading
      reportMisplacedSettings(reading, definition, properties, ['DeadLetterConfig'])
      const { DeadLetterConfig, Role, DurableConfig } = properties
      const name = ownNameOf(reading)
      builder.function({ functionName: name, role: Role, durable: DurableConfig !== undefined })
      if (DeadLetterConfig === undefined) return
      const settings = andThen(reportedCreation(reading), () =>
        andThen(mapOf(reading, 'DeadLetterConfig', DeadLetterConfig), (config) =>
          andThen(checkMembers(reading, 'DeadLetterConfig', config, ['TargetArn']), () =>
            andThen(targetOf(reading, 'DeadLetterConfig.TargetArn', config?.TargetArn), (arn) => ({
              value: arn === '' ? undefined : arn,
            })),
          ),
        ),
      )
      if (!isDeclared(settings)) return
      builder.deadLetter({
        resource,
        functionName: functionNameOf(reading, 'FunctionName', { Ref: resource }),
        settings,
      })
    },

    'AWS::Lambda::Alias'({ evaluator: { evaluate }, builder, isCreated }, { FunctionName, Name, FunctionVersion }) {
      const text = (value: unknown) => andThen(evaluate(value), requiredTextOf)
      const [name, alias, version] = [text(FunctionName), text(Name), text(FunctionVersion)]
      if ('value' in isCreated && 'value' in name && 'value' in alias)
        builder.alias(name.value, alias.value, 'value' in version ? version.value : null)
      else builder.unknownAlias('value' in name ? name.value : undefined)
    },

    'AWS::Events::Rule'(reading, { EventPattern }) {
      readRule(reading, { name: reading.resource, member: 'EventPattern', pattern: EventPattern })
    },
  }),
)
