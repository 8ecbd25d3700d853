import { setTimeout } from 'node:timers/promises'
import type { Claim, ClaimAnswer, ClaimQuery, NewItem, QueueStore, Settlement } from '@async-invoke/engine'
import type { QueueStoreHarness } from '@async-invoke/engine/conformance'

/** How the time of the conformance suite passes on a server whose clock cannot be held. */
export interface RealTime {
  /** Seconds of the server for each second of the suite. */
  readonly stretch: number
  /**
   * A real clock shows no millisecond: moments before an end are tried this much earlier, and ends as much later, in
   * milliseconds.
   */
  readonly slackMs: number
  /** How long a claim is repeated that has found less than it asked for, since a queue service may answer in parts. */
  readonly patienceMs: number
}

/** A harness on a server with a clock of its own. */
export function realTimeHarness(
  open: () => Promise<QueueStore>,
  { stretch, slackMs, patienceMs }: RealTime,
): Pick<QueueStoreHarness, 'advanceMs' | 'open' | 'reopen' | 'openAnother'> {
  const stretched = async (): Promise<QueueStore> => stretchedStore(await open(), { stretch, patienceMs })
  const advanceMs = async (ms: number): Promise<void> => {
    if (ms % 1_000 === 0) await setTimeout(ms * stretch + slackMs)
    // The rest of a second whose end was not reached.
    else if (ms < 100) await setTimeout(ms * stretch + 2 * slackMs)
    else await setTimeout(ms * stretch - slackMs)
  }
  return { advanceMs, open: stretched, reopen: stretched, openAnother: stretched }
}

/** A store whose delays and leases are longer, and whose claims are patient. */
function stretchedStore(store: QueueStore, { stretch, patienceMs }: Omit<RealTime, 'slackMs'>): QueueStore {
  const longer = (items: readonly NewItem[]): readonly NewItem[] =>
    items.map((item) => ({ ...item, delayMs: item.delayMs * stretch }))
  const later = (settlement: Settlement): Settlement => {
    if (settlement.to === 'again') return { ...settlement, delayMs: settlement.delayMs * stretch }
    return settlement.to === 'done' ? { ...settlement, outbox: longer(settlement.outbox ?? []) } : settlement
  }
  const claim = async (query: ClaimQuery): Promise<ClaimAnswer> => {
    if (query.max === 0) return store.claim(query)
    const claims: Claim[] = []
    for (let untilMs = performance.now() + patienceMs; ; ) {
      const answer = await store.claim({ ...query, max: query.max - claims.length, leaseMs: query.leaseMs * stretch })
      claims.push(...answer.claims)
      if (claims.length === query.max || performance.now() > untilMs) return { ...answer, claims }
      if (answer.claims.length > 0) untilMs = performance.now() + patienceMs
    }
  }
  const { capabilities } = store
  return {
    ...{ capabilities, claim, enqueue: (items) => store.enqueue(longer(items)), stats: () => store.stats() },
    ...{ settle: (settlements) => store.settle(settlements.map(later)), close: () => store.close() },
    extend: async (tokens, leaseMs) => (await store.extend?.(tokens, leaseMs * stretch)) ?? [],
  }
}
