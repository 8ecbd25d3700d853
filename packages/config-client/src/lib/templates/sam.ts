import type { DesiredSettings } from '@async-invoke/schemas'
import {
  checkMembers,
  functionNameOf,
  isDeclared,
  mapOf,
  type Reading,
  reportedCreation,
  settingsMembers,
  settingsOf,
  stringOf,
  targetOf,
} from './declared-settings.ts'
import { andThen, type Evaluated } from './evaluate/evaluated.ts'
import type { JsonObject } from './evaluate/template-document.ts'
import { readRule } from './event-rule.ts'
import { merged } from './merged.ts'

/**
 * Reads a SAM function. `EventInvokeConfig` applies to the alias that `AutoPublishAlias` creates, if there is one;
 * `DeadLetterQueue` belongs to the function. Globals are merged member by member, and the function's own members win.
 */
export function readServerlessFunction(reading: Reading, own: JsonObject, globals: JsonObject): void {
  const { AutoPublishAlias, DeadLetterQueue, EventInvokeConfig, Events } = merged(globals, own, settingsDepth)
  readRules(reading, Events)
  if (AutoPublishAlias === undefined && DeadLetterQueue === undefined && EventInvokeConfig === undefined) return
  const { resource, builder, evaluator } = reading
  const name = functionNameOf(reading, 'FunctionName', { Ref: resource })
  const alias = stringOf(reading, 'AutoPublishAlias', AutoPublishAlias)
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
        const [kind, suffix] = type === 'SQS' ? (['sqs', 'Queue'] as const) : (['sns', 'Topic'] as const)
        return evaluator.names.generatedArn(kind, `${resource}EventInvokeConfig${side}${suffix}`)
      })
    },
  )
  const deadLetter = andThen(mapAt('DeadLetterQueue', DeadLetterQueue), (queue) =>
    andThen(checkMembers(reading, 'DeadLetterQueue', queue, ['TargetArn', 'Type']), () =>
      targetOf(reading, 'DeadLetterQueue.TargetArn', queue?.TargetArn),
    ),
  )
  if ('value' in name && 'value' in alias && 'value' in isCreated && alias.value !== undefined)
    builder.alias(name.value, alias.value, null)
  const qualifier = andThen(alias, (published) => ({ value: published ?? '$LATEST' }))
  if (isDeclared(settings)) builder.settings({ resource, functionName: name, qualifier, settings })
  if (isDeclared(deadLetter)) builder.deadLetter({ resource, functionName: name, settings: deadLetter })
}

/** Levels of the deepest member that is read: `EventInvokeConfig.DestinationConfig.OnFailure.Destination`. */
const settingsDepth = 4

/** Reads the event bus rules among a function's events. */
function readRules(reading: Reading, events: unknown): void {
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
