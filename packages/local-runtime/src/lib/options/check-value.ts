import { findNearestName, formatName } from '@async-invoke/schemas/internal'
import { nounOf } from './describe-option.ts'
import { formatValue } from './format-value.ts'
import type { MapRule, MembersRule, OptionRules, StringRule, ValueRule } from './option-rule.ts'

/** How a value is checked. */
export interface CheckContext {
  /** Where the options come from. */
  readonly source: 'program' | 'file'
  /** Error messages omit the value. */
  readonly secret?: boolean
}

/**
 * Checks a value against a rule.
 *
 * @returns one message per problem, with path, rule and shortened value; empty when the rule accepts the value
 *
 * @example
 * ```ts
 * checkValue(70_000, runtimeOptionRules.port, 'port', { source: 'program' })
 * // ['port is not a whole number from 0 to 65535: 70000']
 * ```
 */
export function checkValue(value: unknown, rule: ValueRule, path: string, context: CheckContext): readonly string[] {
  if (!isOfKind(value, rule))
    return [`${path || 'options'} is not ${nounOf(rule)}: ${context.secret ? '(not shown)' : formatValue(value)}`]
  if (rule.kind === 'list' && Array.isArray(value))
    return value.flatMap((each, index) => checkValue(each, rule.each, `${path}[${index}]`, context))
  if (rule.kind === 'map' && isObject(value)) return checkEntries(value, rule, path, context)
  if (rule.kind !== 'members' || !isObject(value)) return []
  const judged = rule.judge?.(value, path) ?? []
  return judged.length > 0 ? judged : checkMembers(value, rule, path, context)
}

function isOfKind(value: unknown, rule: ValueRule): boolean {
  switch (rule.kind) {
    case 'integer':
      return Number.isInteger(value) && isWithin(value, rule)
    case 'number':
      return isWithin(value, rule)
    case 'string':
    case 'url':
      return isString(value, rule)
    case 'strings':
      return typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(rule.values, value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'callback':
      return typeof value === 'function'
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'members':
      return isObject(value)
    case 'anything':
      return true
  }
}

function isWithin(value: unknown, { minimum, maximum }: { minimum: number; maximum: number }): boolean {
  return typeof value === 'number' && value >= minimum && value <= maximum
}

function isString(value: unknown, { kind, pattern = '' }: StringRule): boolean {
  return typeof value === 'string' && new RegExp(pattern, 'u').test(value) && (kind !== 'url' || URL.canParse(value))
}

/** A plain object or a module namespace. Maps, dates and the like do not hold their values in properties. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return ['[object Object]', '[object Module]'].includes(Object.prototype.toString.call(value))
}

function checkEntries(
  value: Readonly<Record<string, unknown>>,
  { each, names }: MapRule<ValueRule>,
  path: string,
  context: CheckContext,
): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const memberPath = pathOf(path, name)
    const misnamed = names !== undefined && !isString(name, names)
    return [
      ...(misnamed ? [`the name of ${memberPath} is not ${names.noun}: ${formatValue(name)}`] : []),
      ...checkValue(member, each, memberPath, context),
    ]
  })
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  { members, exactlyOneOf }: MembersRule<OptionRules>,
  path: string,
  context: CheckContext,
): readonly string[] {
  const names = Object.keys(members).filter((name) => context.source === 'program' || members[name]?.only === undefined)
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(members, name))
  const given = Object.entries(members).flatMap(([name, rule]) => {
    const memberPath = pathOf(path, name)
    const member = value[name]
    if (member === undefined) return rule.required ? [`${memberPath} is missing`] : []
    if (!names.includes(name)) return [`${memberPath} can be set in a program, not in a configuration file`]
    return checkValue(member, rule, memberPath, rule.secret ? { ...context, secret: true } : context)
  })
  return [...unknown.map((name) => describeUnknown(pathOf(path, name), name, names)), ...checkChoice(), ...given]

  function checkChoice(): readonly string[] {
    const chosen = (exactlyOneOf ?? []).filter((name) => value[name] !== undefined)
    if (exactlyOneOf === undefined || chosen.length === 1) return []
    const values = formatValue(Object.fromEntries(chosen.map((name) => [name, value[name]])))
    return [`${path} must have exactly one of ${exactlyOneOf.join(', ')}: ${values}`]
  }
}

function describeUnknown(path: string, name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known)
  return `${path} is not an option; ${nearest === undefined ? `the options are ${known.join(', ')}` : `did you mean ${nearest}?`}`
}

/** The path of a member; the path of the options themselves is empty. */
function pathOf(path: string, name: string): string {
  return path === '' ? formatName(name) : `${path}.${formatName(name)}`
}
