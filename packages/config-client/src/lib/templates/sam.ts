import { type Reading, settingsOf, stringOf } from './declared-settings.ts'
import { type JsonObject, objectOf } from './template-reading.ts'

/**
 * Reads a SAM function. `EventInvokeConfig` applies to the alias that `AutoPublishAlias` creates, if there is one;
 * `DeadLetterQueue` belongs to the function. Globals are merged member by member, and the function's own members win.
 */
export function readServerlessFunction(reading: Reading, own: JsonObject, globals: JsonObject): void {
  const { AutoPublishAlias, DeadLetterQueue, EventInvokeConfig, Events } = merged(globals, own)
  readRules(reading, objectOf(Events))
  if (AutoPublishAlias === undefined && DeadLetterQueue === undefined && EventInvokeConfig === undefined) return
  const name = stringOf(reading, 'FunctionName', { Ref: reading.resource })
  if (name === undefined) return
  const alias = AutoPublishAlias === undefined ? '$LATEST' : stringOf(reading, 'AutoPublishAlias', AutoPublishAlias)
  if (alias !== undefined && alias !== '$LATEST') reading.builder.alias(name, alias, null)
  if (EventInvokeConfig !== undefined && alias !== undefined) {
    const settings = settingsOf(reading, objectOf(EventInvokeConfig))
    if (settings !== undefined) reading.builder.settings(name, alias, settings)
  }
  if (DeadLetterQueue !== undefined) {
    const arn = stringOf(reading, 'DeadLetterQueue.TargetArn', objectOf(DeadLetterQueue).TargetArn)
    if (arn !== undefined) reading.builder.deadLetter(name, arn)
  }
}

/** Reads the event bus rules among a function's events. */
function readRules({ resource, builder }: Reading, events: JsonObject): void {
  for (const [name, event] of Object.entries(events)) {
    const { Type, Properties } = objectOf(event)
    const { Pattern } = objectOf(Properties)
    if ((Type === 'EventBridgeRule' || Type === 'CloudWatchEvent') && Pattern !== undefined)
      builder.rule({ name: `${resource}.${name}`, pattern: Pattern })
  }
}

/** Merges maps member by member. An intrinsic function is a value: it replaces what is below. */
function merged(below: JsonObject, above: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...below }
  for (const [member, value] of Object.entries(above))
    result[member] = isMap(value) && isMap(below[member]) ? merged(objectOf(below[member]), objectOf(value)) : value
  return result
}

function isMap(value: unknown): boolean {
  return Object.keys(objectOf(value)).some((member) => member !== 'Ref' && !member.startsWith('Fn::'))
}
