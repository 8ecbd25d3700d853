import { readCloudFormation } from '../cloudformation.ts'
import { kindOf } from '../evaluate/evaluated.ts'
import { isObject, type JsonObject, objectOf, ownOf } from '../evaluate/template-document.ts'
import { templateObject } from '../evaluate/template-text.ts'
import { isUnreadable, unreadable } from '../evaluate/unreadable.ts'
import { merged } from '../merged.ts'
import type { TemplateProblem, TemplateReading } from '../template-reading.ts'
import { resourcesOf } from './functions.ts'
import { aliasMemberOf, logicalIdsOf, type ServerlessFunction } from './names.ts'
import { generatedRole, roleOf } from './roles.ts'
import { rulesOf } from './rules.ts'
import type { ServerlessContext } from './serverless-context.ts'
import { createVariables } from './variables.ts'

/**
 * Reads the asynchronous settings of a configuration of the Serverless Framework or osls: `destinations`,
 * `maximumEventAge`, `maximumRetryAttempts` and `onError` of its functions, the patterns of their events of EventBridge, and its
 * `resources`.
 *
 * Variables are resolved as far as the configuration and `context` determine them; those that they do not are problems,
 * as in {@link readCloudFormation}. A function is named after service, stage and function, unless it has a `name`. The
 * stage is that of `options`, of the provider, or `dev`; the region `us-east-1` if nothing else names one.
 *
 * @param config - a parsed configuration or its JSON; `parseTemplate` parses YAML
 *
 * @throws {@link TypeError} if `config` is a string that is not JSON, or has no service or provider.
 *
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/functions#async-invocations
 *
 * @example
 * ```ts
 * readServerless(await parseTemplate(readFileSync('serverless.yml', 'utf8')), { options: { stage: 'prod' } }).desired
 * ```
 */
export function readServerless(config: unknown, context: ServerlessContext = {}): TemplateReading {
  const parsed = templateObject(config)
  if (parsed.service === undefined || parsed.provider === undefined)
    throw new TypeError('the document is no Serverless configuration: it has no service or no provider')
  const resolve = createVariables(parsed, context)
  const {
    service,
    provider: given,
    functions,
    resources,
  } = Object.fromEntries(
    (['service', 'provider', 'functions', 'resources'] as const).map((member) => [member, resolve(parsed[member])]),
  )
  const provider = typeof given === 'string' ? { name: given } : given
  const own = functionsOf(functions)
  const isKnown = isObject(provider) && !isUnreadable(provider)
  const { stage, region, stackName }: JsonObject = {
    ...(isKnown ? { stage: 'dev', region: 'us-east-1', ...present(provider) } : { stage: provider }),
    ...present({ region: context.region }),
    ...present({ stage: ownOf(context.options, 'stage'), region: ownOf(context.options, 'region') }),
  }
  const serviceName = isObject(service) && !isUnreadable(service) ? service.name : service
  const fullName = ({ name, members }: ServerlessFunction) => members.name ?? nameOf([serviceName, stage, name])
  const around = isKnown ? provider : isUnreadable(provider) ? provider : unreadable('the provider is not known')
  const compiled = Object.assign(
    {},
    ...own.map((each) => resourcesOf(each, own, fullName(each), roleOf(each.members, around))),
    generatedRole(own, around, [serviceName, stage], (name) =>
      fullName(own.find((each) => each.name === name) ?? { name, members: {} }),
    ),
  )
  const stack = context.stackName ?? stackName ?? nameOf([serviceName, stage])
  const reading = readCloudFormation(templateOf(compiled, resources), {
    ...context,
    ...(typeof region === 'string' && { region }),
    ...(typeof stack === 'string' && { stackName: stack }),
  })
  return inTermsOf(new Map(own.flatMap((each) => placesOf(each, fullName(each)))), reading)
}

/** Functions are a map, or a list of maps that the framework merges. It takes a function that is null for none. */
function functionsOf(functions: unknown): readonly ServerlessFunction[] {
  const maps = [functions].flat().map(objectOf)
  const unknown = maps.filter(isUnreadable).map((members) => ({ name: 'functions', members }))
  const known = maps.filter((map) => !isUnreadable(map)).reduce((all, map) => merged(all, map, mergedLevels), {})
  const named = Object.entries(known).filter(([, members]) => members !== null)
  return [...named.map(([name, members]) => ({ name, members: objectOf(members) })), ...unknown]
}

function nameOf(parts: readonly unknown[]): unknown {
  const unknown = parts.find((part) => typeof part !== 'string' && typeof part !== 'number')
  if (unknown === undefined) return parts.join('-')
  return isObject(unknown) ? unknown : unreadable('the service or the stage has no name')
}

/** Adds the resources of the configuration, and its extensions of resources, which replace the properties that they name. */
function templateOf(compiled: JsonObject, resources: unknown): JsonObject {
  const sections = [resources].flat().map(sectionOf)
  const template = sections.reduce<JsonObject>(
    (all, { extensions, ...others }, index) =>
      isUnreadable(others)
        ? merged(all, { Resources: { [index === 0 ? 'resources' : `resources.${index}`]: others } }, 2)
        : merged(all, others, mergedLevels),
    { Resources: compiled },
  )
  const extensions = sections.reduce<JsonObject>(
    (all, each) => merged(all, objectOf(each.extensions), mergedLevels),
    {},
  )
  return merged(template, { Resources: extensions }, extendedLevels)
}

/** A section with a map of resources, or unreadable. The framework takes `Resources` that are empty or null for none. */
function sectionOf(section: unknown): JsonObject {
  const { Resources, ...others } = objectOf(section)
  if (!Resources) return others
  return isObject(Resources)
    ? { ...others, Resources }
    : unreadable(`Resources are ${kindOf(Resources)} instead of a map`)
}

/** `Resources`, a resource, `Properties`, and the settings, of which the deepest is a destination. */
const mergedLevels = 7

/** `Resources`, a resource, `Properties`; what is below is replaced. */
const extendedLevels = 4

/** Where the configuration says what a resource says, and its words for the members of the resource. */
interface Place {
  readonly place: string
  readonly words: ReadonlyMap<string, string>
}

/** The places of the compiled resources, by logical id. */
function placesOf(self: ServerlessFunction, fullName: unknown): readonly (readonly [id: string, place: Place])[] {
  const ids = logicalIdsOf(self)
  const place = self.name === 'functions' ? self.name : `functions.${self.name}`
  const words = new Map([...wordsOfFunctions, ['Qualifier', aliasMemberOf(self.members)]])
  const own = [ids.function, ids.alias, ids.settings].map((id) => [id, { place, words }] as const)
  const rules = rulesOf(self, fullName).map(({ id, event, member }) => {
    const at = event === undefined ? place : `${place}.events.${event}`
    return [id, { place: at, words: new Map([['EventPattern', member]]) }] as const
  })
  return [...own, ...rules]
}

/** Puts the words of the configuration in place of CloudFormation's. */
function inTermsOf(places: ReadonlyMap<string, Place>, reading: TemplateReading): TemplateReading {
  const problems = reading.problems.map(({ resource, member, reason }): TemplateProblem => {
    const { place, words } = places.get(resource) ?? { place: resource }
    return { resource: place, member: words?.get(member) ?? member, reason }
  })
  const renamed = (text: string) => {
    const [resource = '', member = '', ...reason] = text.split(': ')
    const at = places.get(resource)
    return at === undefined ? text : [at.place, at.words.get(member) ?? member, ...reason].join(': ')
  }
  const eventRules = reading.eventRules.map((rule) => ({ ...rule, name: places.get(rule.name)?.place ?? rule.name }))
  const unknown = reading.desired.unknown?.map((each) => ({ ...each, reason: renamed(each.reason) }))
  return {
    ...reading,
    eventRules,
    problems,
    desired: { ...reading.desired, ...(unknown !== undefined && { unknown }) },
  }
}

const wordsOfFunctions: readonly (readonly [member: string, word: string])[] = [
  ['FunctionName', 'name'],
  ['Condition', 'condition'],
  ['MaximumRetryAttempts', 'maximumRetryAttempts'],
  ['MaximumEventAgeInSeconds', 'maximumEventAge'],
  ['DestinationConfig', 'destinations'],
  ['DestinationConfig.OnSuccess', 'destinations.onSuccess'],
  ['DestinationConfig.OnFailure', 'destinations.onFailure'],
  ['DestinationConfig.OnSuccess.Destination', 'destinations.onSuccess'],
  ['DestinationConfig.OnFailure.Destination', 'destinations.onFailure'],
  ['DeadLetterConfig', 'onError'],
  ['DeadLetterConfig.TargetArn', 'onError'],
]

function present(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined && value !== null))
}
