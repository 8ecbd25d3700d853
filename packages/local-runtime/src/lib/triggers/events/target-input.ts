import { isObject } from '../../http/json-body.ts'
import type { RuleTarget } from './rule.ts'

/** What an input transformer can name beside its own paths. */
export interface InputContext {
  readonly ruleArn: string
  readonly ruleName: string
  /** ISO 8601 in UTC. */
  readonly ingestionTime: string
}

/**
 * Composes what a target receives in the place of the event (EVB-4): `Input`, the part at `InputPath`, or the template of
 * `InputTransformer`.
 *
 * @param eventText - the event as JSON
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function composeInput(target: RuleTarget, eventText: string, context: InputContext): string {
  const { Input, InputPath, InputTransformer } = target
  if (Input !== undefined) return Input
  if (InputPath !== undefined) return JSON.stringify(valueAt(JSON.parse(eventText), InputPath) ?? {})
  if (InputTransformer === undefined) return eventText
  const { InputPathsMap = {}, InputTemplate } = InputTransformer
  const event: unknown = JSON.parse(eventText)
  const own = Object.entries(InputPathsMap).map(([name, path]) => [name, valueAt(event, path)] as const)
  const reserved = [
    ['aws.events.rule-arn', context.ruleArn],
    ['aws.events.rule-name', context.ruleName],
    ['aws.events.event.ingestion-time', context.ingestionTime],
    ['aws.events.event.json', event],
    ['aws.events.event', withoutDetail(event)],
  ] as const
  return fillTemplate(InputTemplate, new Map([...own, ...reserved]))
}

/** `<aws.events.event>` is the event without its detail. */
function withoutDetail(event: unknown): unknown {
  const { detail: _, ...rest } = isObject(event) ? event : {}
  return rest
}

/**
 * Puts values in the places of their names: as JSON, or within a string of the template as part of the string. A name of no
 * value stays in a string, and is an empty string elsewhere.
 */
function fillTemplate(template: string, values: ReadonlyMap<string, unknown>): string {
  let inString = false
  let result = ''
  for (const [token, name] of template.matchAll(/\\.|<([a-zA-Z0-9._-]+)>|./gs)) {
    if (token === '"') inString = !inString
    if (name === undefined || !values.has(name)) result += token
    else result += inString ? partOf(values.get(name)) : (JSON.stringify(values.get(name)) ?? '""')
  }
  return isJson(result) ? result : JSON.stringify(result)
}

/** A value within a string: a text without quotation marks, anything else as its JSON, escaped. */
function partOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return JSON.stringify(text).slice(1, -1)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The value at a path such as `$.detail.items[0].id`; `undefined` if there is none. */
function valueAt(event: unknown, path: string): unknown {
  let value = event
  for (const [, name, index] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined
    else value = isObject(value) && Object.hasOwn(value, name ?? '') ? value[name ?? ''] : undefined
  }
  return value
}

/** Whether a text is a path that {@link composeInput} follows. */
export function isInputPath(path: string): boolean {
  return /^\$(?:\.[^.[\]\s]+|\[\d+\])*$/.test(path)
}
