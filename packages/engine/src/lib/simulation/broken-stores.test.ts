import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'
import { simulateFaults } from './simulate-faults.ts'

/** A memory store with some methods replaced by faulty ones. */
const broken =
  (breakIt: (store: QueueStore, clock: VirtualClock) => Partial<QueueStore>) =>
  (clock: VirtualClock): QueueStore => {
    const store = createMemoryStore({ clock })
    const bound: QueueStore = {
      capabilities: store.capabilities,
      enqueue: (items) => store.enqueue(items),
      claim: (query) => store.claim(query),
      settle: (settlements) => store.settle(settlements),
      extend: async (tokens, leaseMs) => (await store.extend?.(tokens, leaseMs)) ?? [],
      stats: () => store.stats(),
      close: () => store.close(),
    }
    return { ...bound, ...breakIt(bound, clock) }
  }

async function violationsOf(openStore: (clock: VirtualClock) => QueueStore, events = 20): Promise<string> {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { violations } = await simulateFaults({ seed, openStore, events })
    if (violations.length > 0) return violations.join('\n')
  }
  return 'none'
}

describe('simulateFaults', () => {
  it('detects a store that loses an item', async () => {
    const openStore = broken((store) => ({
      enqueue: async (items) => {
        const kept = items.filter(({ id }) => id !== 'r-3')
        const results = await store.enqueue(kept)
        return items.map((item) => results[kept.indexOf(item)] ?? 'accepted')
      },
    }))
    expect(await violationsOf(openStore)).toContain('r-3 was accepted and ended 0 times')
  })

  it('detects a store that hands an item out twice', async () => {
    const openStore = broken((store) => ({
      claim: async (query) => {
        const claims = await store.claim({ ...query, leaseMs: query.leaseMs / 2 })
        return claims
      },
    }))
    expect(await violationsOf(openStore)).toMatch(/was leased twice at one time/)
  })

  it('detects a store that lets a late owner settle', async () => {
    const openStore = broken((store) => ({
      settle: async (settlements) => (await store.settle(settlements)).map(() => 'ok' as const),
    }))
    expect(await violationsOf(openStore)).toMatch(/was settled after its lease|ended 2 times/)
  })

  it('detects a store that forgets the outbox', async () => {
    const openStore = broken((store) => ({
      settle: (settlements) =>
        store.settle(settlements.map((each) => (each.to === 'done' ? { token: each.token, to: 'done' } : each))),
    }))
    expect(await violationsOf(openStore)).toMatch(/items have not ended, the store holds/)
  })

  it('detects a store that forgets the new state', async () => {
    const first = new Map<string, Uint8Array>()
    const openStore = broken((store) => ({
      claim: async (query) => {
        const answer = await store.claim(query)
        const claims = answer.claims.map((claim) => {
          if (!first.has(claim.id)) first.set(claim.id, claim.state)
          return { ...claim, state: claim.deliveries % 3 === 0 ? (first.get(claim.id) ?? claim.state) : claim.state }
        })
        return { ...answer, claims }
      },
    }))
    expect(await violationsOf(openStore)).toMatch(/came back with .* instead of/)
  })

  it('detects a store that does not hand out due items', async () => {
    const openStore = broken((store) => ({
      claim: async (query) => ({ ...(await store.claim({ ...query, max: 1 })), claims: [] }),
    }))
    // The engine claims again at the end of each lease for two days: one event is enough.
    expect(await violationsOf(openStore, 1)).toMatch(/never ended|ended 0 times|came to its end/)
  })

  it('detects a store that hands out a retry early', async () => {
    const openStore = broken((store) => ({
      settle: (settlements) =>
        store.settle(settlements.map((each) => (each.to === 'again' ? { ...each, delayMs: each.delayMs / 2 } : each))),
    }))
    expect(await violationsOf(openStore)).toMatch(/was claimed \d+ ms before it was due/)
  })

  it('detects a store that confirms an event without keeping it', async () => {
    const openStore = broken((store) => ({
      enqueue: async (items) =>
        items.some(({ id }) => id === 'r-3') ? items.map(() => 'duplicate') : store.enqueue(items),
    }))
    expect(await violationsOf(openStore)).toContain('r-3 was confirmed and is not in the store')
  })

  it('ends when an engine asks a store without end', async () => {
    const openStore = broken((store) => ({
      claim: async (query) => ({ ...(await store.claim(query)), nextInMs: 0 }),
      stats: async () => ({ ready: 1, delayed: 0, leased: 0 }),
    }))
    expect(await violationsOf(openStore, 1)).toMatch(/not everything came to its end within/)
  })
})
