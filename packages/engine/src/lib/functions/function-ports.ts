import {
  type FunctionHome,
  formatFunctionArn,
  formatQualifiedFunctionArn,
} from '@async-invoke/schemas/function-reference'
import type { InvokedReference } from '../invoked-reference.ts'
import type { EngineOptions } from '../loop/engine-options.ts'
import type { Invoke, Resolution } from '../ports.ts'
import { createMemoryStore } from '../queue/memory-store.ts'
import { systemClock } from '../time/clock.ts'
import { defaultHome } from './default-home.ts'
import type { FunctionEngineOptions, FunctionHandler, FunctionSettings } from './function-options.ts'
import { runHandler } from './in-process-invoker.ts'

/** Derives the ports that are not given from functions by name; all of them use one clock. */
export function functionPorts(options: FunctionEngineOptions): EngineOptions {
  const { functions, clock = systemClock, region, accountId, ...given } = options
  const home = {
    ...defaultHome,
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
  }
  // A copy: changes that the caller makes later have not been checked.
  const table = new Map(Object.entries(functions).map(([name, settings]) => [name, { ...settings }]))
  return {
    ...given,
    clock,
    store: options.store ?? createMemoryStore({ clock }),
    resolve: options.resolve ?? ((reference) => resolutionOf(reference, table, home)),
    invoke: options.invoke ?? handlerInvoker(table, { clock, arnPrefix: formatFunctionArn(home, '') }),
    deliver:
      options.deliver ??
      (() => Promise.reject(new TypeError('the event has a destination, but the engine has no deliver'))),
  }
}

/** Resolves a reference. Versions and aliases are `missing`, since `functions` has none. */
function resolutionOf(
  { functionName, qualifier }: InvokedReference,
  functions: ReadonlyMap<string, FunctionSettings>,
  home: FunctionHome,
): Resolution {
  const arn = formatQualifiedFunctionArn(home, functionName, qualifier)
  const settings = functions.get(functionName)
  if (settings === undefined || (qualifier ?? '$LATEST') !== '$LATEST')
    return { functionArn: arn, config: {}, target: 'missing' }
  const { deadLetterTargetArn, reservedConcurrency, recursiveLoop } = settings
  return {
    functionArn: arn,
    config: settings,
    target: 'present',
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
