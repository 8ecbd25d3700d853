import { readCloudFormation } from '../cloudformation.ts'
import { kindOf } from '../evaluate/evaluated.ts'
import { isObject, type JsonObject, objectOf, ownOf } from '../evaluate/template-document.ts'
import { templateObject } from '../evaluate/template-text.ts'
import { isUnreadable, unreadable, unreadableName } from '../evaluate/unreadable.ts'
import { merged } from '../merged.ts'
import type { TemplateProblem, TemplateReading } from '../template-reading.ts'
import { logicalIdsOf, resourcesOf, type ServerlessFunction } from './functions.ts'
import { generatedRole, roleOf } from './roles.ts'
import type { ServerlessContext } from './serverless-context.ts'
import { createVariables } from './variables.ts'

/**
 * Reads the asynchronous settings of a configuration of the Serverless Framework or osls: `destinations`,
 * `maximumEventAge`, `maximumRetryAttempts` and `onError` of its functions, and its `resources`.
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
  const fullName = (name: string) => nameOf([serviceName, stage, name])
  const around = isKnown ? provider : isUnreadable(provider) ? provider : unreadable('the provider is not known')
  const compiled = Object.assign(
    {},
    ...own.map((each) => resourcesOf(each, own, fullName(each.name), roleOf(each.members, around))),
    generatedRole(own, around, [serviceName, stage], (name) => {
      const members = own.find((each) => each.name === name)?.members
      return members?.name ?? fullName(name)
    }),
  )
  const stack = context.stackName ?? stackName ?? nameOf([serviceName, stage])
  const reading = readCloudFormation(templateOf(compiled, resources), {
    ...context,
    ...(typeof region === 'string' && { region }),
    ...(typeof stack === 'string' && { stackName: stack }),
  })
  return inTermsOf(own, reading)
}

/** Functions are a map or a list of maps. */
function functionsOf(functions: unknown): readonly ServerlessFunction[] {
  const maps = Array.isArray(functions) ? functions : [functions]
  return maps.flatMap((map) =>
    Object.entries(objectOf(map)).map(([name, members]) =>
      name === unreadableName
        ? { name: 'functions', members: { [name]: members } }
        : { name, members: objectOf(members) },
    ),
  )
}

function nameOf(parts: readonly unknown[]): unknown {
  const unknown = parts.find((part) => typeof part !== 'string' && typeof part !== 'number')
  if (unknown === undefined) return parts.join('-')
  return isObject(unknown) ? unknown : unreadable('the service or the stage has no name')
}

/** Adds the resources of the configuration, and merges what it says of the compiled ones. */
function templateOf(compiled: JsonObject, resources: unknown): JsonObject {
  const sections = Array.isArray(resources) ? resources : [resources]
  return sections.reduce<JsonObject>(
    (template, section, index) => {
      const { extensions, ...others } = sectionOf(section)
      if (isUnreadable(others))
        return merged(template, { Resources: { [index === 0 ? 'resources' : `resources.${index}`]: others } }, 2)
      return merged(merged(template, others, mergedLevels), { Resources: objectOf(extensions) }, mergedLevels)
    },
    { Resources: compiled },
  )
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

/** Puts the words of the configuration in place of CloudFormation's. */
function inTermsOf(functions: readonly ServerlessFunction[], reading: TemplateReading): TemplateReading {
  const places = new Map(
    functions.flatMap(({ name }) => {
      const ids = logicalIdsOf(name)
      const place = name === 'functions' ? name : `functions.${name}`
      return [ids.function, `${ids.function}Alias`, ids.settings].map((id) => [id, place] as const)
    }),
  )
  const problems = reading.problems.map(({ resource, member, reason }): TemplateProblem => {
    const place = places.get(resource)
    return place === undefined
      ? { resource, member, reason }
      : { resource: place, member: members.get(member) ?? member, reason }
  })
  const renamed = (text: string) => {
    const [resource = '', member = '', ...reason] = text.split(': ')
    const place = places.get(resource)
    return place === undefined ? text : [place, members.get(member) ?? member, ...reason].join(': ')
  }
  const unknown = reading.desired.unknown?.map((each) => ({ ...each, reason: renamed(each.reason) }))
  return { ...reading, problems, desired: { ...reading.desired, ...(unknown !== undefined && { unknown }) } }
}

const members = new Map([
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
  ['Qualifier', 'provisionedConcurrency'],
])

function present(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined && value !== null))
}
