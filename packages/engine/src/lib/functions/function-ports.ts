import {
  type FunctionHome,
  formatFunctionArn,
  formatQualifiedFunctionArn,
} from '@async-invoke/schemas/function-reference'
import { homeOf, readDeclaredFunctionSettings } from '@async-invoke/schemas/internal'
import type { InvokedReference } from '../invoked-reference.ts'
import type { EngineOptions } from '../loop/engine-options.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Invoke, Resolution } from '../ports.ts'
import { systemClock } from '../time/clock.ts'
import type { FunctionEngineOptions, FunctionHandler, NamedFunction } from './function-options.ts'
import { runHandler } from './in-process-invoker.ts'
import { copyOf, type Members } from './members.ts'
import { engineRules, memberRules } from './option-rules.ts'

/** Copies the options of every engine from an object that may get them from its class. */
export function givenOptions(options: object): Partial<EngineOptions> {
  return copyOf(options as Members, Object.keys(engineRules))
}

/** Derives the ports that are not given from functions by name; all of them use one clock. */
export function functionPorts(options: FunctionEngineOptions): EngineOptions {
  const { functions } = options
  const { clock = systemClock, ...given } = givenOptions(options)
  const home = homeOf(options)
  // A copy: changes that the caller makes later have not been checked.
  const table = new Map(
    Object.entries(functions).map(([name, settings]): [string, Partial<NamedFunction>] => [
      name,
      flat(copyOf(settings as Members, Object.keys(memberRules))),
    ]),
  )
  return {
    ...given,
    clock,
    store: given.store ?? createMemoryStore({ clock }),
    resolve: given.resolve ?? ((reference) => resolutionOf(reference, table, home)),
    invoke: given.invoke ?? handlerInvoker(table, { clock, arnPrefix: formatFunctionArn(home, '') }),
    deliver:
      given.deliver ??
      (() => Promise.reject(new TypeError('the event has a destination, but the engine has no deliver'))),
  }
}

/** Settings in the form that the engine works with, whichever form declares them. */
function flat({ handler, timeoutMs, recursiveLoop, ...declared }: Partial<NamedFunction>): Partial<NamedFunction> {
  const { config, deadLetterTargetArn, reservedConcurrency } = readDeclaredFunctionSettings(declared)
  return {
    ...config,
    ...(handler !== undefined && { handler }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(recursiveLoop !== undefined && { recursiveLoop }),
    ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
  }
}

/** Resolves a reference. Versions and aliases are `missing`, since `functions` has none. */
function resolutionOf(
  { functionName, qualifier }: InvokedReference,
  functions: ReadonlyMap<string, Partial<NamedFunction>>,
  home: FunctionHome,
): Resolution {
  const arn = formatQualifiedFunctionArn(home, functionName, qualifier)
  const settings = functions.get(functionName)
  if (settings === undefined || (qualifier ?? '$LATEST') !== '$LATEST')
    return { functionArn: arn, config: {}, target: 'missing' }
  const { timeoutMs, deadLetterTargetArn, reservedConcurrency, recursiveLoop } = settings
  return {
    functionArn: arn,
    config: settings,
    target: 'present',
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(recursiveLoop !== undefined && { recursiveLoop }),
  }
}

function handlerInvoker(
  functions: ReadonlyMap<string, Partial<FunctionHandler>>,
  options: Parameters<typeof runHandler>[2],
): Invoke {
  return async (attempt) => {
    const { handler, timeoutMs } = functions.get(attempt.reference.functionName) ?? {}
    if (handler === undefined) return { outcome: 'notFound' }
    return runHandler(handler, attempt, { ...options, ...(timeoutMs !== undefined && { timeoutMs }) })
  }
}
