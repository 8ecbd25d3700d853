import type { Inbox } from '../delivery/inbox.ts'
import type { FunctionLogs } from '../execution/logs/function-logs.ts'
import type { PausableStore } from '../faults/pausable-store.ts'
import type { FaultSwitches } from '../faults/runtime-faults.ts'
import { json } from '../http/api-request.ts'
import { type Controls, problem } from './answers.ts'
import { collectBundle } from './bundle/collect-bundle.ts'
import type { Secret } from './bundle/redact.ts'
import type { KeptEvents } from './event-controls.ts'
import type { EventDigest } from './events/event-digest.ts'
import { type FunctionStateDependencies, functionStates } from './functions/function-state.ts'
import type { StackGraph } from './graph/stack-graph.ts'

export interface BundleControlDependencies extends KeptEvents, Omit<FunctionStateDependencies, 'paused'> {
  readonly digests: () => readonly EventDigest[]
  readonly inbox: Inbox
  readonly logs: FunctionLogs
  readonly functionNames: () => readonly string[]
  readonly pausable: PausableStore
  readonly faults: FaultSwitches
  readonly graph: () => StackGraph
  readonly health: () => Promise<object>
  readonly metrics: () => Promise<string>
  readonly secrets: () => readonly Secret[]
}

/** Bounds of `maxBytes`, and its default. */
const bytes = { minimum: 65_536, maximum: 268_435_456, default: 33_554_432 }

/** Exports the state of the runtime for a bug report. */
export function bundleControls(dependencies: BundleControlDependencies): Controls {
  const { events, payloads, inbox, logs, faults, digests, pausable, functionNames } = dependencies
  const { health, metrics, secrets, graph } = dependencies
  return {
    'GET bundle': async ({ query }) => {
      const limits = readLimits(query)
      if (typeof limits === 'string') return problem(400, limits)
      const sources = {
        requestIds: () => digests().map(({ requestId }) => requestId),
        timeline: (requestId: string) => events.timeline(requestId),
        payloadOf: (requestId: string) => payloads.of(requestId),
        messages: () => inbox.messages(),
        linesOf: (functionName: string) => logs.of(functionName),
        functions: () => functionStates(digests(), { ...dependencies, paused: pausable.paused }),
        faults: () => ({ ...faults.now }),
        ...{ functionNames, health, metrics, secrets, graph },
      }
      return json(200, await collectBundle(sources, limits))
    },
  }
}

/** The limits that a query names, or the first problem in a sentence. */
function readLimits(query: URLSearchParams): { readonly payloads: boolean; readonly maxBytes: number } | string {
  const unknown = [...query.keys()].find((name) => name !== 'payloads' && name !== 'maxBytes')
  if (unknown !== undefined) return `${unknown} is neither payloads nor maxBytes`
  const payloads = query.get('payloads') ?? 'true'
  if (payloads !== 'true' && payloads !== 'false') return `payloads must be true or false: ${payloads}`
  const maxBytes = Number(query.get('maxBytes') ?? bytes.default)
  if (!Number.isInteger(maxBytes) || maxBytes < bytes.minimum || maxBytes > bytes.maximum)
    return `maxBytes must be an integer from ${bytes.minimum} to ${bytes.maximum}: ${query.get('maxBytes')}`
  return { payloads: payloads === 'true', maxBytes }
}
