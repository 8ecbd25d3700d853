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

/** Value and noun of each member of a function. */
interface MemberRule {
  readonly noun: string
  readonly takes: (value: unknown) => boolean
}

const wholeNumber: MemberRule = { noun: 'a whole number', takes: Number.isInteger }
const targetArn: MemberRule = { noun: 'an ARN', takes: (value) => typeof value === 'string' && value !== '' }

const handlerRules: Readonly<Record<keyof FunctionHandler, MemberRule>> = {
  handler: { noun: 'a function', takes: (value) => typeof value === 'function' },
  timeoutMs: { noun: 'a number of milliseconds above 0', takes: (value) => typeof value === 'number' && value > 0 },
}
const settingRules: Readonly<Record<keyof FunctionSettings, MemberRule>> = {
  MaximumRetryAttempts: wholeNumber,
  MaximumEventAgeInSeconds: wholeNumber,
  OnSuccess: targetArn,
  OnFailure: targetArn,
  deadLetterTargetArn: targetArn,
  reservedConcurrency: {
    noun: 'a whole number from 0',
    takes: (value) => Number.isInteger(value) && Number(value) >= 0,
  },
  recursiveLoop: {
    noun: 'Off, Terminate or Allow',
    takes: (value) => value === 'Off' || value === 'Terminate' || value === 'Allow',
  },
}
const memberRules: Readonly<Record<keyof NamedFunction, MemberRule>> = { ...handlerRules, ...settingRules }

/** The port that sends to each kind of target. */
const carrierOf = {
  OnSuccess: 'deliver',
  OnFailure: 'deliver',
  deadLetterTargetArn: 'deliverDeadLetter',
} as const

/** Problems of the options of an engine, each with path, rule and value; empty when it can be created. */
export function optionProblems(options: Members): readonly string[] {
  const { functions } = options
  if (functions === undefined)
    return missing(options, ['store', 'clock', 'resolve', 'invoke', 'deliver'], 'needed where there are no functions')
  if (!isObject(functions)) return [`functions is ${shown(functions)}, not an object of functions by name`]
  if (options.resolve !== undefined && options.invoke !== undefined)
    return ['functions is of no use beside resolve and invoke, which stand in for it']
  return [
    ...(options.resolve === undefined ? [] : missing(options, ['deliver'], 'needed beside resolve')),
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
    return [`${path} is not a function name; it takes no qualifier, account or region`]
  if (!isObject(members)) return [`${path} is ${shown(members)}, not an object`]
  const names = Object.keys(members).filter((name) => members[name] !== undefined)
  const needed = options.invoke === undefined && !names.includes('handler') ? ['handler'] : []
  return [
    ...missing(members, needed, 'needed where there is no invoke').map((problem) => `${path}.${problem}`),
    ...names.flatMap((name) => {
      const problem = memberProblem(name, members[name], functionName, options)
      return problem === undefined ? [] : [`${path}.${shortened(name)} ${problem}`]
    }),
  ]
}

function memberProblem(name: string, value: unknown, functionName: string, options: Members): string | undefined {
  if (!isMember(name)) return `is no option of a function; known are ${Object.keys(memberRules).join(', ')}`
  if (name in handlerRules && options.invoke !== undefined) return 'is of no use beside invoke, which runs the function'
  if (name in settingRules && options.resolve !== undefined)
    return 'is of no use beside resolve, which knows the settings'
  const { noun, takes } = memberRules[name]
  if (!takes(value)) return `is ${shown(value)}, not ${noun}`
  const refusals = refusalsOf(name, value, ownerOf(functionName, options))
  const [first] = refusals
  if (first !== undefined) return `is ${shown(value)}: ${first.code}: ${formatRefusals(refusals)}`
  const carrier = name in carrierOf ? carrierOf[name as keyof typeof carrierOf] : undefined
  if (carrier === undefined || options[carrier] !== undefined) return undefined
  return `is ${shown(value)}, but ${carrier} is missing: what goes there would be lost`
}

/** What Lambda refuses of one member, judged alone, so that the refusal is about this one. */
function refusalsOf(name: keyof NamedFunction, value: unknown, owner: FunctionReference): readonly Refusal[] {
  if (name === 'deadLetterTargetArn') return checkDeadLetterTarget(String(value), owner)
  if (name in handlerRules || name === 'reservedConcurrency' || name === 'recursiveLoop') return []
  return checkEventInvokeConfig(toEventInvokeConfigRequest({ [name]: value }), owner)
}

/** A region or account that is not given contradicts no target. */
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
