import { nounOf } from './describe-option.ts'
import { formatValue, shorten } from './format-value.ts'
import { nearestName } from './nearest-name.ts'
import type { MapRule, MembersRule, OptionRules, StringRule, ValueRule } from './option-rule.ts'

/** How a value is checked. */
export interface CheckContext {
  /** A program passes the options, or a configuration file says them. */
  readonly form: 'program' | 'file'
  /** No value is shown. */
  readonly secret?: boolean
}

/**
 * Problems of a value, each with path, rule and shortened value; empty when the rule takes it.
 *
 * @example checkValue(70_000, runtimeOptionRules.port, 'port', { form: 'program' })
 * // ['port is not a whole number from 0 to 65535: 70000']
 */
export function checkValue(value: unknown, rule: ValueRule, path: string, at: CheckContext): readonly string[] {
  if (!isOfKind(value, rule))
    return [`${path || 'options'} is not ${nounOf(rule)}: ${at.secret ? '(not shown)' : formatValue(value)}`]
  if (rule.kind === 'list' && Array.isArray(value))
    return value.flatMap((each, index) => checkValue(each, rule.each, `${path}[${index}]`, at))
  if (rule.kind === 'map' && isObject(value)) return checkEntries(value, rule, path, at)
  return rule.kind === 'members' && isObject(value) ? checkMembers(value, rule, path, at) : []
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

/** A plain object or a module's exports; maps, dates and the like keep their values elsewhere than in members. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return ['[object Object]', '[object Module]'].includes(Object.prototype.toString.call(value))
}

function checkEntries(
  value: Readonly<Record<string, unknown>>,
  { each, names }: MapRule<ValueRule>,
  path: string,
  at: CheckContext,
): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const its = pathOf(path, name)
    const misnamed = names !== undefined && !isString(name, names)
    return [
      ...(misnamed ? [`the name of ${its} is not ${names.noun}: ${formatValue(name)}`] : []),
      ...checkValue(member, each, its, at),
    ]
  })
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  { members, exactlyOneOf }: MembersRule<OptionRules>,
  path: string,
  at: CheckContext,
): readonly string[] {
  const names = Object.keys(members).filter((name) => at.form === 'program' || members[name]?.only === undefined)
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(members, name))
  const given = Object.entries(members).flatMap(([name, rule]) => {
    const its = pathOf(path, name)
    const member = value[name]
    if (member === undefined) return rule.required ? [`${its} is missing`] : []
    if (!names.includes(name)) return [`${its} is an option of programs, not of a configuration file`]
    return checkValue(member, rule, its, rule.secret ? { ...at, secret: true } : at)
  })
  return [...unknown.map((name) => unknownMember(pathOf(path, name), name, names)), ...choiceOf(), ...given]

  function choiceOf(): readonly string[] {
    const chosen = (exactlyOneOf ?? []).filter((name) => value[name] !== undefined)
    if (exactlyOneOf === undefined || chosen.length === 1) return []
    const shownMembers = formatValue(Object.fromEntries(chosen.map((name) => [name, value[name]])))
    return [`${path} has not exactly one of ${exactlyOneOf.join(', ')}: ${shownMembers}`]
  }
}

function unknownMember(path: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  return `${path} is no option; ${nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`}`
}

/** The options themselves have no path. */
function pathOf(path: string, name: string): string {
  return path === '' ? shorten(name) : `${path}.${shorten(name)}`
}
