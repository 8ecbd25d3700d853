import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../queue/memory-store.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'
import { simulateFaults } from './simulate-faults.ts'

/** A memory store with some of its methods replaced by ones that do wrong. */
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
      nextDueAtMs: (budget) => store.nextDueAtMs(budget),
      stats: () => store.stats(),
      close: () => store.close(),
    }
    return { ...bound, ...breakIt(bound, clock) }
  }

async function violationsOf(openStore: (clock: VirtualClock) => QueueStore): Promise<string> {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { violations } = await simulateFaults({ seed, openStore, events: 20 })
    if (violations.length > 0) return violations.join('\n')
  }
  return 'none'
}

describe('simulateFaults', () => {
  it('finds nothing wrong with the engine and the memory store, and does inject faults', async () => {
    const seen = new Set<string>()
    for (let seed = 1_000; seed < 1_020; seed += 1) {
      const { violations, faults } = await simulateFaults({ seed })
      expect(violations, `seed ${seed}`).toEqual([])
      for (const fault of Object.keys(faults)) seen.add(fault)
    }
    for (const fault of [
      'crash before settle',
      'crash after settle',
      'pause at claim',
      'settle answer lost',
      'sink fails',
    ])
      expect(seen).toContain(fault)
  })

  it('gives the same history for the same seed, line by line, and another for another', async () => {
    const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => simulateFaults({ seed })))
    expect(again?.trace).toEqual(first?.trace)
    expect([again?.hash, first?.trace.length]).toEqual([first?.hash, again?.trace.length])
    expect(other?.hash).not.toBe(first?.hash)
  })

  it('injects nothing where nothing is asked for', async () => {
    const rates = { storeFails: 0, answerLost: 0, storeSlow: 0, crash: 0, pause: 0, sinkFails: 0 }
    expect(await simulateFaults({ seed: 1, rates })).toMatchObject({ faults: {}, violations: [] })
  })
})

describe('its checkers see a store that', () => {
  it('loses an item', async () => {
    const openStore = broken((store) => ({
      enqueue: async (items) => {
        const kept = items.filter(({ id }) => id !== 'r-3')
        const results = await store.enqueue(kept)
        return items.map((item) => results[kept.indexOf(item)] ?? 'accepted')
      },
    }))
    expect(await violationsOf(openStore)).toContain('r-3 was accepted and ended 0 times')
  })

  it('hands an item out twice', async () => {
    const openStore = broken((store) => ({
      claim: async (query) => {
        const claims = await store.claim({ ...query, leaseMs: query.leaseMs / 2 })
        return claims
      },
    }))
    expect(await violationsOf(openStore)).toMatch(/was leased twice at one time/)
  })

  it('lets a late owner settle', async () => {
    const openStore = broken((store) => ({
      settle: async (settlements) => (await store.settle(settlements)).map(() => 'ok' as const),
    }))
    expect(await violationsOf(openStore)).toMatch(/was settled after its lease|ended 2 times/)
  })

  it('forgets the outbox', async () => {
    const openStore = broken((store) => ({
      settle: (settlements) =>
        store.settle(settlements.map((each) => (each.to === 'done' ? { token: each.token, to: 'done' } : each))),
    }))
    expect(await violationsOf(openStore)).toMatch(/items have not ended, the store holds/)
  })

  it('forgets the new state', async () => {
    const first = new Map<string, Uint8Array>()
    const openStore = broken((store) => ({
      claim: async (query) =>
        (await store.claim(query)).map((claim) => {
          if (!first.has(claim.id)) first.set(claim.id, claim.state)
          return { ...claim, state: claim.deliveries % 3 === 0 ? (first.get(claim.id) ?? claim.state) : claim.state }
        }),
    }))
    expect(await violationsOf(openStore)).toMatch(/went back from|attempted at an age/)
  })

  it('keeps what is due to itself', async () => {
    const openStore = broken((store) => ({
      claim: async (query) => (query.max > 0 ? (await store.claim({ ...query, max: 1 })).slice(0, 0) : []),
    }))
    expect(await violationsOf(openStore)).toMatch(/never ended|ended 0 times|came to its end/)
  })
})
