import { type Reading, settingsOf, textOf } from './declared-settings.ts'
import { type JsonObject, objectOf } from './template-reading.ts'

/**
 * SAM's function: `EventInvokeConfig` belongs to the alias that `AutoPublishAlias` makes, where there is one, and
 * `DeadLetterQueue` is the function's. Globals apply member by member, the function's own members win.
 */
export function readServerlessFunction(reading: Reading, own: JsonObject, globals: JsonObject): void {
  const { AutoPublishAlias, DeadLetterQueue, EventInvokeConfig, Events } = merged(globals, own)
  readRules(reading, objectOf(Events))
  if (AutoPublishAlias === undefined && DeadLetterQueue === undefined && EventInvokeConfig === undefined) return
  const name = textOf(reading, 'FunctionName', { Ref: reading.resource })
  if (name === undefined) return
  const alias = AutoPublishAlias === undefined ? '$LATEST' : textOf(reading, 'AutoPublishAlias', AutoPublishAlias)
  if (alias !== undefined && alias !== '$LATEST') reading.builder.alias(name, alias, null)
  if (EventInvokeConfig !== undefined && alias !== undefined) {
    const settings = settingsOf(reading, objectOf(EventInvokeConfig))
    if (settings !== undefined) reading.builder.settings(name, alias, settings)
  }
  if (DeadLetterQueue !== undefined) {
    const arn = textOf(reading, 'DeadLetterQueue.TargetArn', objectOf(DeadLetterQueue).TargetArn)
    if (arn !== undefined) reading.builder.deadLetter(name, arn)
  }
}

/** A function's own rules on an event bus. */
function readRules({ resource, builder }: Reading, events: JsonObject): void {
  for (const [name, event] of Object.entries(events)) {
    const { Type, Properties } = objectOf(event)
    const { Pattern } = objectOf(Properties)
    if ((Type === 'EventBridgeRule' || Type === 'CloudWatchEvent') && Pattern !== undefined)
      builder.rule({ name: `${resource}.${name}`, pattern: Pattern })
  }
}

/** Maps are merged member by member; an intrinsic function is a value and replaces. */
function merged(below: JsonObject, above: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...below }
  for (const [member, value] of Object.entries(above))
    result[member] = isMap(value) && isMap(below[member]) ? merged(objectOf(below[member]), objectOf(value)) : value
  return result
}

function isMap(value: unknown): boolean {
  return Object.keys(objectOf(value)).some((member) => member !== 'Ref' && !member.startsWith('Fn::'))
}
