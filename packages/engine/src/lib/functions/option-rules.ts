import type { EngineOptions } from '../loop/engine-options.ts'
import type { DerivedEngineOptions, FunctionHandler, FunctionSettings, NamedFunction } from './function-options.ts'

/** Values that a member takes, and the noun for them in a message. */
export interface MemberRule {
  readonly noun: string
  readonly takes: (value: unknown) => boolean
}

/** Options of an engine without its functions and their home, which have checks of their own. */
export type EngineOption = Exclude<keyof EngineOptions | keyof DerivedEngineOptions, 'region' | 'accountId'>

const callable: MemberRule = { noun: 'a function', takes: (value) => typeof value === 'function' }
const object: MemberRule = { noun: 'an object', takes: (value) => typeof value === 'object' && value !== null }
const wholeNumber: MemberRule = { noun: 'an integer', takes: Number.isInteger }
const positive: MemberRule = { noun: 'a positive number', takes: (value) => typeof value === 'number' && value > 0 }
const notNegative: MemberRule = {
  noun: 'a non-negative number',
  takes: (value) => typeof value === 'number' && value >= 0,
}
const objectOrNull: MemberRule = { noun: 'an object', takes: (value) => typeof value === 'object' }
const wholeAndNotNegative: MemberRule = {
  noun: 'a non-negative integer',
  takes: (value) => Number.isInteger(value) && Number(value) >= 0,
}
const targetArn: MemberRule = { noun: 'an ARN', takes: (value) => typeof value === 'string' && value !== '' }

export const engineRules: Readonly<Record<EngineOption, MemberRule>> = {
  store: object,
  clock: object,
  resolve: callable,
  invoke: callable,
  deliver: callable,
  deliverDeadLetter: callable,
  onTimeline: callable,
  onMetric: callable,
  onFault: callable,
  onIdle: callable,
  maxInFlight: positive,
  leaseMs: positive,
  serves: {
    noun: 'an array of function names',
    takes: (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
  },
  concurrency: oneOf('as-lambda', 'wait'),
  unreservedConcurrency: notNegative,
  slots: object,
  backpressure: oneOf('off', 'adaptive'),
  failedDeliveries: oneOf('drop', 'keep'),
  quarantine: callable,
  maxDeliveriesWithoutOutcome: notNegative,
  unsettled: object,
  faults: object,
  seed: { noun: 'a number', takes: (value) => typeof value === 'number' },
  signal: object,
}

export const handlerRules: Readonly<Record<keyof FunctionHandler, MemberRule>> = {
  handler: callable,
  timeoutMs: positive,
}

export const settingRules: Readonly<Record<keyof FunctionSettings, MemberRule>> = {
  MaximumRetryAttempts: wholeNumber,
  MaximumEventAgeInSeconds: wholeNumber,
  OnSuccess: targetArn,
  OnFailure: targetArn,
  deadLetterTargetArn: targetArn,
  reservedConcurrency: wholeAndNotNegative,
  DestinationConfig: objectOrNull,
  DeadLetterConfig: objectOrNull,
  ReservedConcurrentExecutions: wholeAndNotNegative,
  recursiveLoop: oneOf('Off', 'Terminate', 'Allow'),
}

export const memberRules: Readonly<Record<keyof NamedFunction, MemberRule>> = { ...handlerRules, ...settingRules }

function oneOf(...values: readonly string[]): MemberRule {
  const noun = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
  return { noun, takes: (value) => typeof value === 'string' && values.includes(value) }
}
