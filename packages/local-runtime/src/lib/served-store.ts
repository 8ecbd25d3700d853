import type { LaneBudget, QueueStore } from '@async-invoke/engine'
import { destinationPrefix, functionLane } from '@async-invoke/engine/internal'

/** A queue that several runtimes share, as one of them sees it. */
export interface ServedStore {
  /** The queue; of events, it hands out only those of functions that this runtime serves. */
  readonly store: QueueStore
  /** True if the function is in the registry, or was in it since the runtime started. */
  serves(functionName: string): boolean
}

/**
 * Wraps a store so that the events of functions which other runtimes serve stay there. A function that is deleted stays served:
 * its events end as those of a function that is gone, rather than wait for ever.
 *
 * @param functionNames - those in the registry at the moment
 */
export function createServedStore(shared: QueueStore, functionNames: () => readonly string[]): ServedStore {
  const known = new Set<string>()
  const noteFunctions = (): void => {
    for (const functionName of functionNames()) known.add(functionName)
  }
  const ofServed = (budget: LaneBudget = { default: Number.POSITIVE_INFINITY }): LaneBudget => {
    noteFunctions()
    const lanes = new Map<string, number>()
    for (const functionName of known) {
      const lane = functionLane(functionName)
      lanes.set(lane, budget.lanes?.get(lane) ?? budget.default)
    }
    const prefixes = budget.prefixes ?? new Map([[destinationPrefix, Number.POSITIVE_INFINITY]])
    return { lanes, prefixes, default: 0 }
  }
  const { capabilities, admin, extend, partOf, setLaneLimits, onWake } = shared
  const store: QueueStore = {
    capabilities,
    ...(admin !== undefined && { admin }),
    ...(extend !== undefined && { extend: extend.bind(shared) }),
    ...(partOf !== undefined && { partOf: partOf.bind(shared) }),
    ...(setLaneLimits !== undefined && { setLaneLimits: setLaneLimits.bind(shared) }),
    ...(onWake !== undefined && { onWake: onWake.bind(shared) }),
    enqueue: (items) => shared.enqueue(items),
    claim: (query) => shared.claim({ ...query, budget: ofServed(query.budget) }),
    settle: (settlements) => shared.settle(settlements),
    stats: () => shared.stats(),
    close: () => shared.close(),
  }
  return {
    store,
    serves(functionName) {
      noteFunctions()
      return known.has(functionName)
    },
  }
}
