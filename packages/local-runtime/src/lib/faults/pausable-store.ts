import type { LaneBudget, QueueStore } from '@async-invoke/engine'
import { functionLane } from '@async-invoke/engine/internal'

/** A queue whose functions can be paused, whatever store keeps it. */
export interface PausableStore {
  readonly store: QueueStore
  /** Names of the paused functions. */
  paused(): readonly string[]
  /** Holds the events of a function back until {@link resume}. Attempts that run go on; ages go on too. */
  pause(functionName: string): void
  resume(functionName: string): void
}

/** Wraps a store so that the events of paused functions are not handed out. A restart resumes all functions. */
export function createPausableStore(store: QueueStore): PausableStore {
  const paused = new Set<string>()
  const wakers = new Set<() => void>()
  const withoutPaused = (budget: LaneBudget = { default: Number.POSITIVE_INFINITY }): LaneBudget => {
    const lanes = new Map(budget.lanes)
    for (const functionName of paused) lanes.set(functionLane(functionName), 0)
    return { ...budget, lanes }
  }
  const { capabilities, admin, extend, partOf, setLaneLimits } = store
  const wrapped: QueueStore = {
    // Requests that arrive together are carried out together: there is no turn to wait for to get their events in one call.
    capabilities: capabilities.durability === 'none' ? { ...capabilities, coalescesCalls: false } : capabilities,
    ...(admin !== undefined && { admin }),
    ...(extend !== undefined && { extend: extend.bind(store) }),
    ...(partOf !== undefined && { partOf: partOf.bind(store) }),
    ...(setLaneLimits !== undefined && { setLaneLimits: setLaneLimits.bind(store) }),
    enqueue: (items) => store.enqueue(items),
    claim: (query) => store.claim(paused.size === 0 ? query : { ...query, budget: withoutPaused(query.budget) }),
    settle: (settlements) => store.settle(settlements),
    onWake(listener) {
      wakers.add(listener)
      const forget = store.onWake?.(listener)
      return () => {
        wakers.delete(listener)
        forget?.()
      }
    },
    stats: () => store.stats(),
    close: () => store.close(),
  }
  return {
    store: wrapped,
    paused: () => [...paused].sort(),
    pause: (functionName) => void paused.add(functionName),
    resume(functionName) {
      if (paused.delete(functionName)) for (const wake of wakers) wake()
    },
  }
}
