import { decodeState } from '../../loop/item-state.ts'
import type { Metric } from '../../observe/metrics.ts'
import type { TimelineEntry } from '../../observe/timeline.ts'
import type { NewItem, QueueStore, Settlement } from '../../queue/queue-store.ts'
import type { ItemFacts, NewItemFacts, Noted, SettlementFacts } from './fact.ts'

/** Takes a fact of one process. */
export type Note = (fact: Noted) => void

/** Where and on which clock facts are noted. */
export interface Recorder {
  readonly note: Note
  /** Time on a clock that all processes share. */
  readonly nowMs: () => number
}

const decoder = new TextDecoder()

/** Wraps a store, and notes each call, its effects, and its answer. */
export function recordStore(store: QueueStore, recorder: Recorder): QueueStore {
  return recordCalls(recordEffects(store, recorder), recorder)
}

/** Wraps a store, and notes each effect of a call when the store has had it. */
export function recordEffects(store: QueueStore, { note, nowMs }: Recorder): QueueStore {
  const ids = new Map<string, string>()
  return {
    ...passedOn(store),
    async enqueue(items) {
      const results = await store.enqueue(items)
      items.forEach((item, index) => {
        const result = results[index]
        if (result !== undefined) note({ type: 'enqueued', item: newItemFacts(item), result })
      })
      return results
    },
    async claim(query) {
      const sinceMs = nowMs()
      const answer = await store.claim(query)
      for (const { id, token, deliveries, state } of answer.claims) {
        ids.set(token, id)
        note({ type: 'claimed', id, token, deliveries, sinceMs, leaseMs: query.leaseMs, ...stateFacts(state) })
      }
      return answer
    },
    async settle(settlements) {
      const sinceMs = nowMs()
      const results = await store.settle(settlements)
      settlements.forEach((settlement, index) => {
        const result = results[index]
        if (result !== undefined) note({ type: 'settled', sinceMs, result, ...settlementFacts(settlement, ids) })
      })
      return results
    },
    async extend(tokens, leaseMs) {
      const sinceMs = nowMs()
      const results = (await store.extend?.(tokens, leaseMs)) ?? tokens.map(() => 'stale' as const)
      tokens.forEach((token, index) => {
        if (results[index] === 'ok') note({ type: 'extended', id: ids.get(token) ?? '', token, sinceMs, leaseMs })
      })
      return results
    },
  }
}

/** Wraps a store, and notes each call when it begins, and the answers to settlements when the process has them. */
export function recordCalls(store: QueueStore, { note }: Recorder): QueueStore {
  const ids = new Map<string, string>()
  return {
    ...passedOn(store),
    enqueue(items) {
      for (const item of items) note({ type: 'enqueuing', item: newItemFacts(item) })
      return store.enqueue(items)
    },
    async claim(query) {
      note({ type: 'calling', call: 'claim' })
      const answer = await store.claim(query)
      for (const { id, token } of answer.claims) ids.set(token, id)
      return answer
    },
    async settle(settlements) {
      const facts = settlements.map((settlement) => settlementFacts(settlement, ids))
      for (const each of facts) note({ type: 'settling', ...each })
      try {
        const results = await store.settle(settlements)
        facts.forEach(({ id, token }, index) => {
          const result = results[index]
          if (result !== undefined) note({ type: 'settle-answered', id, token, result })
          ids.delete(token)
        })
        return results
      } catch (fault) {
        for (const { id, token } of facts) note({ type: 'settle-failed', id, token })
        throw fault
      }
    },
    extend(tokens, leaseMs) {
      note({ type: 'calling', call: 'extend' })
      return store.extend?.(tokens, leaseMs) ?? Promise.resolve(tokens.map(() => 'stale' as const))
    },
  }
}

/** Reduces a timeline entry to what a history is checked for. */
export function timelineFact(entry: TimelineEntry): Noted {
  const { type, requestId, acceptedAtMs, atMs } = entry
  return {
    ...{ type: 'timeline', entry: type, id: requestId, entryAtMs: atMs },
    ...(acceptedAtMs !== undefined && { acceptedAtMs }),
    ...('attempt' in entry && { attempt: entry.attempt }),
    ...('outcome' in entry && { outcome: entry.outcome }),
    ...('route' in entry && { route: entry.route }),
    ...(type === 'quarantined' && { stays: entry.kept }),
    ...(type === 'decided' && { stays: entry.decision.kind === 'requeue' }),
    ...(type === 'decided' &&
      entry.decision.kind === 'terminal' && {
        condition: entry.decision.condition,
        invokeCount: entry.decision.approximateInvokeCount,
      }),
  }
}

/** Reduces a sample of a metric to what a history is checked for. */
export function metricFact({ name, value, dimensions }: Metric): Noted {
  return { type: 'metric', name, value, functionName: dimensions.FunctionName }
}

/** Decodes bytes for a fact. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

function passedOn(
  store: QueueStore,
): Pick<QueueStore, 'capabilities' | 'setLaneLimits' | 'onWake' | 'stats' | 'close'> {
  return {
    capabilities: store.capabilities,
    ...(store.setLaneLimits !== undefined && {
      setLaneLimits: async (limits) => store.setLaneLimits?.(limits),
    }),
    ...(store.onWake !== undefined && { onWake: (listener) => store.onWake?.(listener) ?? (() => {}) }),
    stats: () => store.stats(),
    close: () => store.close(),
  }
}

function newItemFacts({ id, delayMs, state }: NewItem): NewItemFacts {
  return { id, delayMs, ...stateFacts(state) }
}

function settlementFacts(settlement: Settlement, ids: ReadonlyMap<string, string>): SettlementFacts {
  const { token, to } = settlement
  const about = { id: ids.get(token) ?? '', token, to }
  if (settlement.to === 'again') return { ...about, delayMs: settlement.delayMs, ...stateFacts(settlement.state) }
  return settlement.to === 'done' ? { ...about, outbox: (settlement.outbox ?? []).map(newItemFacts) } : about
}

/** Reads the state of an item for a fact. */
export function stateFacts(bytes: Uint8Array): { readonly state?: ItemFacts } {
  const state = decodeState(bytes)
  if (state === undefined) return {}
  if (state.kind !== 'event') return { state: { kind: state.kind, attempts: 0, failures: 0 } }
  const { kind, attempts, failures, acceptedAtMs, dueAtMs } = state
  return { state: { kind, attempts, failures, acceptedAtMs, ...(dueAtMs !== undefined && { dueAtMs }) } }
}
