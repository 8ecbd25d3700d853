import type { PausableStore } from '../faults/pausable-store.ts'
import type { FaultSettings, FaultSwitches } from '../faults/runtime-faults.ts'
import type { ApiHandlers } from '../http/api-request.ts'
import { json } from '../http/api-request.ts'
import { isObject } from '../http/json-body.ts'
import { checkValue } from '../options/check-value.ts'
import { faultRules } from '../options/fault-rules.ts'
import { bodyOf, type Controls, problem } from './answers.ts'
import type { EventDigest } from './events/event-digest.ts'
import { type FunctionStateDependencies, functionStates } from './functions/function-state.ts'

export interface FunctionControlDependencies extends Omit<FunctionStateDependencies, 'paused'> {
  readonly digests: () => readonly EventDigest[]
  readonly pausable: PausableStore
  readonly faults: FaultSwitches
  readonly operations: ApiHandlers
  /** Called when a function was paused or resumed, or faults or settings changed. */
  readonly changed: () => void
}

/** Shows functions, holds their events back, changes their settings, and switches faults. */
export function functionControls(dependencies: FunctionControlDependencies): Controls {
  const { pausable, faults, operations, registry, changed } = dependencies
  const { paused } = pausable
  const named = async (functionName: string, act: (functionName: string) => void) => {
    if (registry.get({ functionName }) === undefined) return problem(404, `there is no function ${functionName}`)
    act(functionName)
    changed()
    return json(200, { paused: paused() })
  }

  return {
    'GET functions': async (_, functionName) => {
      const states = functionStates(dependencies.digests(), { ...dependencies, paused })
      if (functionName === '') return json(200, { functions: states })
      const state = states.find((state) => state.functionName === functionName)
      return state === undefined ? problem(404, `there is no function ${functionName}`) : json(200, state)
    },
    'POST pause': (_, functionName) => named(functionName, pausable.pause),
    'POST resume': (_, functionName) => named(functionName, pausable.resume),

    /** Replaces the settings of a qualifier, with the rules and sentences of PutFunctionEventInvokeConfig. */
    'PUT settings': async (request, functionName) => {
      const qualifier = request.query.get('qualifier') ?? '$LATEST'
      const answer = await operations.PutFunctionEventInvokeConfig?.({
        ...request,
        operation: 'PutFunctionEventInvokeConfig',
        params: { FunctionName: functionName },
        query: new URLSearchParams({ Qualifier: qualifier }),
      })
      changed()
      return answer ?? problem(501, 'settings cannot be changed')
    },
    /** Changes the dead-letter target, with those of UpdateFunctionConfiguration. */
    'PUT dead-letter-target': async (request, functionName) => {
      const answer = await operations.UpdateFunctionConfiguration?.({
        ...request,
        operation: 'UpdateFunctionConfiguration',
        params: { FunctionName: functionName },
        query: new URLSearchParams(),
      })
      changed()
      return answer ?? problem(501, 'settings cannot be changed')
    },

    'GET faults': async () => json(200, faults.now),
    'PUT faults': async (request) => {
      const body = await bodyOf(request)
      const problems = isObject(body)
        ? checkValue(body, { kind: 'members', members: faultRules }, 'faults', { source: 'program' })
        : [`the body must be an object of ${Object.keys(faultRules).join(', ')}`]
      if (problems.length > 0) return problem(400, problems.join('; '))
      // Every member has been checked by its rule.
      faults.set(body as Partial<FaultSettings>)
      changed()
      return json(200, faults.now)
    },
  }
}
