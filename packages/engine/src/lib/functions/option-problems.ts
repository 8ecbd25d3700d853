import { checkDeadLetterTarget, type FunctionReference, type Refusal } from '@async-invoke/schemas/dead-letter'
import { checkEventInvokeConfig, toEventInvokeConfigRequest } from '@async-invoke/schemas/event-invoke-config'
import { formatFunctionArn, formatRefusals, parseFunctionReference } from '@async-invoke/schemas/function-reference'
import {
  defaultHome,
  describeDeclaredProblems,
  describeMixedForms,
  formatName,
  onOneLine,
  readDeclaredFunctionSettings,
} from '@async-invoke/schemas/internal'
import type { NamedFunction } from './function-options.ts'
import { hasMembers, type Members, shown, unknownNames } from './members.ts'
import { engineRules, memberRules, settingRules } from './option-rules.ts'

/** Maximum length of a function name alone. */
const maxNameLength = 64

/** The port that sends to the target of each member. */
const carrierOf = {
  OnSuccess: 'deliver',
  OnFailure: 'deliver',
  deadLetterTargetArn: 'deliverDeadLetter',
} as const

/** Lists the problems of an engine's options, each with path, rule and value; empty if the engine can be created. */
export function optionProblems(options: unknown): readonly string[] {
  if (!hasMembers(options)) return [`options is ${shown(options)}, not an object`]
  return [...optionTypeProblems(options), ...shapeProblems(options)]
}

function optionTypeProblems(options: Members): readonly string[] {
  const isOption = (name: string): boolean =>
    Object.hasOwn(engineRules, name) || ['functions', 'region', 'accountId'].includes(name)
  const unknown = unknownNames(options, isOption).map((name) => `${formatName(name)} is not an option of an engine`)
  const refused = Object.entries(engineRules)
    .filter(([name, { takes }]) => options[name] !== undefined && !takes(options[name]))
    .map(([name, { noun }]) => `${name} is ${shown(options[name])}, not ${noun}`)
  return [...unknown, ...refused]
}

function shapeProblems(options: Members): readonly string[] {
  const { functions } = options
  if (functions === undefined)
    return [
      ...missing(options, ['store', 'clock', 'resolve', 'invoke', 'deliver'], 'it is required without functions'),
      ...(['region', 'accountId'] as const)
        .filter((name) => options[name] !== undefined)
        .map((name) => `${name} has no effect without functions`),
    ]
  if (!hasMembers(functions)) return [`functions is ${shown(functions)}, not an object with functions by name`]
  if (options.resolve !== undefined && options.invoke !== undefined)
    return ['functions has no effect beside resolve and invoke']
  return [
    ...(options.resolve === undefined ? [] : missing(options, ['deliver'], 'it is required beside resolve')),
    ...homeProblems(options),
    ...Object.entries(functions).flatMap(([name, members]) => functionProblems(name, members, options)),
  ]
}

function missing(options: Members, names: readonly string[], why: string): readonly string[] {
  return names.filter((name) => options[name] === undefined).map((name) => `${name} is missing: ${why}`)
}

function homeProblems(options: Members): readonly string[] {
  return (['region', 'accountId'] as const).flatMap((name) => {
    const value = options[name]
    if (value === undefined) return []
    const isString = typeof value === 'string'
    const arn = isString ? formatFunctionArn({ ...defaultHome, [name]: value }, 'f') : ''
    return isString && parseFunctionReference(arn)?.[name] === value
      ? []
      : [`${name} is ${shown(value)}, not ${name === 'region' ? 'an AWS region' : '12 digits'}`]
  })
}

function functionProblems(functionName: string, members: unknown, options: Members): readonly string[] {
  const path = `functions.${formatName(functionName)}`
  if (parseFunctionReference(functionName)?.functionName !== functionName)
    return [`${path} is not an unqualified function name`]
  if (functionName.length > maxNameLength)
    return [`${path} has a name of ${functionName.length} characters; Lambda takes at most ${maxNameLength}`]
  if (!hasMembers(members)) return [`${path} is ${shown(members)}, not an object`]
  const needed = options.invoke === undefined ? ['handler'] : []
  const names = [
    ...unknownNames(members, isMember),
    ...Object.keys(memberRules).filter((name) => members[name] !== undefined),
  ]
  return [
    ...missing(members, needed, 'it is required without invoke').map((problem) => `${path}.${problem}`),
    ...describeMixedForms(members, path),
    ...names.flatMap((name) => {
      const problem = memberProblem(name, members[name], functionName, options)
      if (problem !== undefined) return [`${path}.${formatName(name)} ${problem}`]
      return innerProblems(name, members[name], { path, owner: ownerOf(functionName, options), options })
    }),
  ]
}

/** Problems inside of a member in the form of Lambda's API, and of its targets. */
function innerProblems(
  name: string,
  value: unknown,
  { path, owner, options }: { readonly path: string; readonly owner: FunctionReference; readonly options: Members },
): readonly string[] {
  if (name !== 'DestinationConfig' && name !== 'DeadLetterConfig') return []
  const problems = describeDeclaredProblems({ [name]: value }, { path, of: 'function', owner })
  if (problems.length > 0) return problems
  // What has no problem can be read.
  const { config, deadLetterTargetArn } = readDeclaredFunctionSettings({ [name]: value })
  const targets = [
    { at: 'DestinationConfig.OnSuccess', arn: config.OnSuccess, carrier: 'deliver' },
    { at: 'DestinationConfig.OnFailure', arn: config.OnFailure, carrier: 'deliver' },
    { at: 'DeadLetterConfig', arn: deadLetterTargetArn, carrier: 'deliverDeadLetter' },
  ]
  return targets.flatMap(({ at, arn, carrier }) =>
    arn === undefined || options[carrier] !== undefined ? [] : [`${path}.${at} ${notCarried(arn, carrier)}`],
  )
}

function notCarried(arn: unknown, carrier: string): string {
  return `is ${shown(arn)}, but ${carrier} is missing: whatever goes there would be lost`
}

function memberProblem(name: string, value: unknown, functionName: string, options: Members): string | undefined {
  if (!isMember(name)) return `is not an option of a function; the options are ${Object.keys(memberRules).join(', ')}`
  if (name === 'handler' && options.invoke !== undefined) return 'has no effect beside invoke, which runs the function'
  if (name in settingRules && options.resolve !== undefined)
    return 'has no effect beside resolve, which returns the settings'
  const { noun, takes } = memberRules[name]
  if (!takes(value)) return `is ${shown(value)}, not ${noun}`
  const refusals = refusalsOf(name, value, ownerOf(functionName, options))
  const [first] = refusals
  if (first !== undefined) return onOneLine(`is ${shown(value)}: ${first.code}: ${formatRefusals(refusals)}`)
  const carrier = name in carrierOf ? carrierOf[name as keyof typeof carrierOf] : undefined
  if (carrier === undefined || options[carrier] !== undefined) return undefined
  return notCarried(value, carrier)
}

/** Lambda's refusals of one member, checked alone so that a refusal is about this member. */
function refusalsOf(name: keyof NamedFunction, value: unknown, owner: FunctionReference): readonly Refusal[] {
  if (name === 'deadLetterTargetArn') return checkDeadLetterTarget(String(value), owner)
  if (!Object.hasOwn(carrierOf, name) && !name.startsWith('Maximum')) return []
  return checkEventInvokeConfig(toEventInvokeConfigRequest({ [name]: value }), owner)
}

/** A region or account that is not given conflicts with no target. */
function ownerOf(functionName: string, { region, accountId }: Members): FunctionReference {
  return {
    functionName,
    ...(typeof region === 'string' && { region }),
    ...(typeof accountId === 'string' && { accountId }),
  }
}

function isMember(name: string): name is keyof NamedFunction {
  return Object.hasOwn(memberRules, name)
}
