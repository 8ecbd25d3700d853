import {
  checkDeadLetterTarget,
  checkEventInvokeConfig,
  type FunctionReference,
  formatFunctionArn,
  formatRefusals,
  parseFunctionReference,
  type Refusal,
  toEventInvokeConfigRequest,
} from '@async-invoke/schemas'
import { defaultHome } from './default-home.ts'
import type { FunctionHandler, FunctionSettings, NamedFunction } from './function-options.ts'

type Members = Readonly<Record<string, unknown>>

/** Values that a member takes, and the noun for them in a message. */
interface MemberRule {
  readonly noun: string
  readonly takes: (value: unknown) => boolean
}

const wholeNumber: MemberRule = { noun: 'an integer', takes: Number.isInteger }
const targetArn: MemberRule = { noun: 'an ARN', takes: (value) => typeof value === 'string' && value !== '' }

const handlerRules: Readonly<Record<keyof FunctionHandler, MemberRule>> = {
  handler: { noun: 'a function', takes: (value) => typeof value === 'function' },
  timeoutMs: { noun: 'a positive number', takes: (value) => typeof value === 'number' && value > 0 },
}
const settingRules: Readonly<Record<keyof FunctionSettings, MemberRule>> = {
  MaximumRetryAttempts: wholeNumber,
  MaximumEventAgeInSeconds: wholeNumber,
  OnSuccess: targetArn,
  OnFailure: targetArn,
  deadLetterTargetArn: targetArn,
  reservedConcurrency: {
    noun: 'a non-negative integer',
    takes: (value) => Number.isInteger(value) && Number(value) >= 0,
  },
  recursiveLoop: {
    noun: 'Off, Terminate or Allow',
    takes: (value) => value === 'Off' || value === 'Terminate' || value === 'Allow',
  },
}
const memberRules: Readonly<Record<keyof NamedFunction, MemberRule>> = { ...handlerRules, ...settingRules }

/** The port that sends to the target of each member. */
const carrierOf = {
  OnSuccess: 'deliver',
  OnFailure: 'deliver',
  deadLetterTargetArn: 'deliverDeadLetter',
} as const

/** Lists the problems of an engine's options, each with path, rule and value; empty if the engine can be created. */
export function optionProblems(options: Members): readonly string[] {
  const { functions } = options
  if (functions === undefined)
    return missing(options, ['store', 'clock', 'resolve', 'invoke', 'deliver'], 'it is required without functions')
  if (!isObject(functions)) return [`functions is ${shown(functions)}, not an object with functions by name`]
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
    const arn = formatFunctionArn({ ...defaultHome, [name]: value }, 'f')
    const takes = typeof value === 'string' && parseFunctionReference(arn)?.[name] === value
    return takes ? [] : [`${name} is ${shown(value)}, not ${name === 'region' ? 'an AWS region' : '12 digits'}`]
  })
}

function functionProblems(functionName: string, members: unknown, options: Members): readonly string[] {
  const path = `functions.${shortened(functionName)}`
  if (parseFunctionReference(functionName)?.functionName !== functionName)
    return [`${path} is not an unqualified function name`]
  if (!isObject(members)) return [`${path} is ${shown(members)}, not an object`]
  const names = Object.keys(members).filter((name) => members[name] !== undefined)
  const needed = options.invoke === undefined && !names.includes('handler') ? ['handler'] : []
  return [
    ...missing(members, needed, 'it is required without invoke').map((problem) => `${path}.${problem}`),
    ...names.flatMap((name) => {
      const problem = memberProblem(name, members[name], functionName, options)
      return problem === undefined ? [] : [`${path}.${shortened(name)} ${problem}`]
    }),
  ]
}

function memberProblem(name: string, value: unknown, functionName: string, options: Members): string | undefined {
  if (!isMember(name)) return `is not an option of a function; the options are ${Object.keys(memberRules).join(', ')}`
  if (name in handlerRules && options.invoke !== undefined)
    return 'has no effect beside invoke, which runs the function'
  if (name in settingRules && options.resolve !== undefined)
    return 'has no effect beside resolve, which returns the settings'
  const { noun, takes } = memberRules[name]
  if (!takes(value)) return `is ${shown(value)}, not ${noun}`
  const refusals = refusalsOf(name, value, ownerOf(functionName, options))
  const [first] = refusals
  if (first !== undefined) return `is ${shown(value)}: ${first.code}: ${formatRefusals(refusals)}`
  const carrier = name in carrierOf ? carrierOf[name as keyof typeof carrierOf] : undefined
  if (carrier === undefined || options[carrier] !== undefined) return undefined
  return `is ${shown(value)}, but ${carrier} is missing: whatever goes there would be lost`
}

/** Lambda's refusals of one member, checked alone so that a refusal is about this member. */
function refusalsOf(name: keyof NamedFunction, value: unknown, owner: FunctionReference): readonly Refusal[] {
  if (name === 'deadLetterTargetArn') return checkDeadLetterTarget(String(value), owner)
  if (name in handlerRules || name === 'reservedConcurrency' || name === 'recursiveLoop') return []
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

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value))
}

function shortened(string: string): string {
  return string.length <= 100 ? string : `${string.slice(0, 97)}...`
}
