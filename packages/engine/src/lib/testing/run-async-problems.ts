import { describeDeclaredProblems, findNearestName } from '@async-invoke/schemas/internal'
import { hasMembers, shown, unknownNames } from '../functions/members.ts'
import type { Faults } from '../loop/faults.ts'
import type { RunAsyncConfig, RunAsyncOptions } from './run-async-options.ts'

const optionNames = Object.keys({
  ...{ faults: 0, seed: 0, unsettled: 0, deliver: 0, deliverDeadLetter: 0, onMetric: 0, functionName: 0, qualifier: 0 },
  ...{ requestId: 0, traceHeader: 0, timeoutMs: 0, startMs: 0, clock: 0, signal: 0 },
} satisfies Record<keyof RunAsyncOptions, 0>)

const faultNames = Object.keys({
  ...{ duplicateDelivery: 0, lostEvent: 0, throttles: 0, systemErrors: 0, configurationDelayMs: 0 },
} satisfies Record<keyof Faults, 0>)

/** Lists what Lambda would refuse about the settings, and options that do not exist, each with path and value. */
export function runAsyncProblems(config: RunAsyncConfig, options: RunAsyncOptions): readonly string[] {
  const { functionName = 'function', faults = {} } = options
  return [
    ...settingsProblems('config', config, functionName),
    ...unknownMembers('options', options, optionNames),
    ...unknownMembers('options.faults', faults, faultNames),
  ]
}

/** Lists that a handler is none: otherwise every attempt would fail, as a test of failures expects. */
export function handlerProblems(handler: unknown): readonly string[] {
  return typeof handler === 'function' ? [] : [`handler is ${shown(handler)}, not a function`]
}

/** Lists what Lambda would refuse about the settings of a function. */
export function settingsProblems(path: string, config: RunAsyncConfig, functionName = 'function'): readonly string[] {
  return describeDeclaredProblems(config, { path, of: 'function', owner: { functionName } })
}

function unknownMembers(path: string, members: object, names: readonly string[]): readonly string[] {
  if (!hasMembers(members)) return [`${path} is ${shown(members)}, not an object`]
  return unknownNames(members, (name) => names.includes(name)).map((name) => {
    const nearest = findNearestName(name, names)
    const hint = nearest === undefined ? `the options are ${names.join(', ')}` : `did you mean ${nearest}?`
    return `${path}.${name} is not an option; ${hint}`
  })
}
