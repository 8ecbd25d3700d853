import type { DesiredSettings } from '@async-invoke/schemas'
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
  stringOf,
  targetOf,
} from './declared-settings.ts'
import { andThen, type Evaluated } from './evaluate/evaluated.ts'
import { isObject, type JsonObject } from './evaluate/template-document.ts'
import { readRule } from './event-rule.ts'
import { merged } from './merged.ts'
import { generatedTargetId } from './sam-resources.ts'

/**
 * Reads a SAM function. `EventInvokeConfig` applies to the alias that `AutoPublishAlias` creates, if there is one;
 * `DeadLetterQueue` belongs to the function. Globals are merged member by member, and the function's own members win.
 */
export function readServerlessFunction(reading: Reading, own: JsonObject, globals: JsonObject): void {
  const properties = merged(globals, own, settingsDepth)
  const { AutoPublishAlias, Events, Role, DurableConfig } = properties
  const DeadLetterQueue = declaredMap(properties.DeadLetterQueue)
  const EventInvokeConfig = declaredMap(properties.EventInvokeConfig)
  readEventRules(reading, Events)
  reading.builder.function({
    functionName: ownNameOf(reading),
    role: Role ?? { 'Fn::GetAtt': [`${reading.resource}Role`, 'Arn'] },
    durable: DurableConfig !== undefined,
  })
  if (AutoPublishAlias === undefined && DeadLetterQueue === undefined && EventInvokeConfig === undefined) return
  const { resource, builder, evaluator } = reading
  const name = functionNameOf(reading, 'FunctionName', { Ref: resource })
  const mistyped = Object.keys(properties).find(isMistypedAlias)
  const alias =
    mistyped === undefined
      ? andThen(stringOf(reading, 'AutoPublishAlias', AutoPublishAlias), (published) => ({
          // SAM publishes no alias for an empty name.
          value: published === '' ? undefined : published,
        }))
      : reported<never>(reading, mistyped, { reason: 'no such member; did you mean AutoPublishAlias?' })
  const isCreated = reportedCreation(reading)
  const mapAt = (member: string, value: unknown): Evaluated<JsonObject | undefined> =>
    value === undefined ? { value: undefined } : andThen(isCreated, () => mapOf(reading, member, value))
  const settings = andThen(
    mapAt('EventInvokeConfig', EventInvokeConfig),
    (properties): Evaluated<DesiredSettings | undefined> => {
      if (properties === undefined) return { value: undefined }
      const members = checkMembers(reading, 'EventInvokeConfig', properties, settingsMembers)
      if ('reason' in members) return members
      return settingsOf(reading, properties, (side, type) => {
        const id = generatedTargetId(resource, side, type)
        const arn = evaluator.names.attribute(id, type === 'SQS' ? 'Arn' : 'TopicArn')
        return 'reason' in arn ? { reason: `SAM creates the target ${id} and generates its name` } : arn
      })
    },
  )
  const deadLetter = andThen(
    mapAt('DeadLetterQueue', DeadLetterQueue),
    (queue): Evaluated<string | undefined> =>
      queue === undefined ? { value: undefined } : deadLetterOf(reading, queue),
  )
  if ('value' in name && 'value' in alias && 'value' in isCreated && alias.value !== undefined)
    builder.alias(name.value, alias.value, null)
  const qualifier = andThen(alias, (published) => ({ value: published ?? '$LATEST' }))
  if (isDeclared(settings)) builder.settings({ resource, functionName: name, qualifier, settings })
  if (isDeclared(deadLetter)) builder.deadLetter({ resource, functionName: name, settings: deadLetter })
}

const publishing = ['AutoPublishAlias', 'AutoPublishAliasAllProperties', 'AutoPublishCodeSha256']

function isMistypedAlias(member: string): boolean {
  return !publishing.includes(member) && findNearestName(member, publishing) === 'AutoPublishAlias'
}

/** SAM takes an empty map for none. */
function declaredMap(value: unknown): unknown {
  return isObject(value) && Object.keys(value).length === 0 ? undefined : value
}

/** SAM refuses a dead-letter queue without an ARN or a type, or of another type. */
function deadLetterOf(reading: Reading, queue: JsonObject): Evaluated<string> {
  const members = checkMembers(reading, 'DeadLetterQueue', queue, ['TargetArn', 'Type'])
  const type = andThen(members, () => requiredStringOf(reading, 'DeadLetterQueue.Type', queue.Type))
  if ('value' in type && type.value !== 'SQS' && type.value !== 'SNS')
    return reported(reading, 'DeadLetterQueue.Type', { reason: `${type.value} is not one of SQS, SNS` })
  return andThen(type, () =>
    andThen(targetOf(reading, 'DeadLetterQueue.TargetArn', queue.TargetArn), (arn): Evaluated<string> => {
      return arn ? { value: arn } : reported(reading, 'DeadLetterQueue.TargetArn', { reason: 'no value' })
    }),
  )
}

/** Levels of the deepest member that is read: `EventInvokeConfig.DestinationConfig.OnFailure.Destination`. */
const settingsDepth = 4

/** Reads the event bus rules among the events of a function or a state machine. */
export function readEventRules(reading: Reading, events: unknown): void {
  const declared = mapOf(reading, 'Events', events)
  for (const [name, value] of Object.entries('value' in declared ? (declared.value ?? {}) : {})) {
    const event = mapOf(reading, `Events.${name}`, value)
    const { Type, Properties } = 'value' in event ? (event.value ?? {}) : {}
    if (Type !== 'EventBridgeRule' && Type !== 'CloudWatchEvent') continue
    const properties = mapOf(reading, `Events.${name}.Properties`, Properties)
    if ('value' in properties)
      readRule(reading, {
        name: `${reading.resource}.${name}`,
        member: `Events.${name}.Properties.Pattern`,
        pattern: properties.value?.Pattern,
      })
  }
}
