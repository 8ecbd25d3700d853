import type { LaneBudget, QueueStore } from '@async-invoke/engine'

/** The beginnings of lanes: events wait in the lane of their function, deliveries in that of their destination. */
const [functionPrefix, destinationPrefix] = ['function:', 'destination:']

/**
 * The store for a worker that serves some functions only: it claims their events and all deliveries. Events of other
 * functions wait for another worker.
 */
export function servedStore(store: QueueStore, functionNames: readonly string[]): QueueStore {
  const lanes = functionNames.map((name) => functionPrefix + name)
  return {
    capabilities: store.capabilities,
    ...(store.admin !== undefined && { admin: store.admin }),
    ...(store.extend !== undefined && { extend: store.extend.bind(store) }),
    ...(store.setLaneLimits !== undefined && { setLaneLimits: store.setLaneLimits.bind(store) }),
    ...(store.onWake !== undefined && { onWake: store.onWake.bind(store) }),
    enqueue: (items) => store.enqueue(items),
    claim: (query) => store.claim({ ...query, budget: servedBudget(lanes, query.budget) }),
    settle: (settlements) => store.settle(settlements),
    stats: () => store.stats(),
    close: () => store.close(),
  }
}

/** The budget of the lanes alone. Lanes that have the default in common each get what is left of it. */
function servedBudget(lanes: readonly string[], budget: LaneBudget | undefined): LaneBudget {
  const { defaultTotal = Number.POSITIVE_INFINITY, default: each = Number.POSITIVE_INFINITY } = budget ?? {}
  const numbers = lanes.map((lane): [string, number] => [
    lane,
    budget?.lanes?.get(lane) ?? Math.min(each, defaultTotal),
  ])
  return {
    default: 0,
    lanes: new Map(numbers),
    prefixes: new Map([[destinationPrefix, budget?.prefixes?.get(destinationPrefix) ?? Number.POSITIVE_INFINITY]]),
  }
}
