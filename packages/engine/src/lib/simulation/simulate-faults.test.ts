import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'
import { macrotask } from '../time/macrotask.ts'
import { noFaults } from './faulty-process.ts'
import { simulateFaults } from './simulate-faults.ts'

describe('simulateFaults', () => {
  // Few seeds per test, so that a slow machine does not look like a mutant that hangs.
  it.each([1_000, 1_010, 1_020, 1_030, 1_040, 1_050])(
    'finds no violation with the memory store, in ten seeds from %i on',
    async (from) => {
      for (let seed = from; seed < from + 10; seed += 1)
        expect((await simulateFaults({ seed })).violations, `seed ${seed}`).toEqual([])
    },
  )

  it.each([2_000, 2_010])(
    'finds no violation with a remote store and wrong clocks, in ten seeds from %i on',
    async (from) => {
      for (let seed = from; seed < from + 10; seed += 1)
        expect((await simulateFaults({ seed, remote: true })).violations, `seed ${seed}`).toEqual([])
    },
  )

  it('injects every kind of fault', async () => {
    const rates = { storeFails: 0.05, answerLost: 0.05, storeSlow: 0.05, crash: 0.01, pause: 0.01, stop: 0.02 }
    const { faults } = await simulateFaults({ seed: 1, rates: { ...rates, sinkFails: 0.2, resolverFails: 0.2 } })
    const kinds = Object.keys(faults).map((fault) => fault.replace(/^(crash|pause) .*/, '$1'))
    for (const call of ['enqueue', 'claim', 'settle', 'extend'])
      expect(kinds).toEqual(expect.arrayContaining([`${call} fails`, `${call} answer lost`, `${call} slow`]))
    const others = ['crash', 'pause', 'stop', 'stop with grace', 'sink fails', 'resolver fails', 'resolver slow']
    expect(kinds).toEqual(expect.arrayContaining(others))
  })

  it('finds no violation when a stop meets an event on its way to the store', async () => {
    expect((await simulateFaults({ seed: 326 })).violations).toEqual([])
  })

  it('returns the same trace for the same seed, and another for another', async () => {
    const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => simulateFaults({ seed })))
    expect(again?.trace).toEqual(first?.trace)
    expect([again?.hash, first?.trace.length]).toEqual([first?.hash, again?.trace.length])
    expect(other?.hash).not.toBe(first?.hash)
  })

  it('lets no time pass while a store answers in time of its own', async () => {
    const passedMs = new Set<number>()
    const openStore = (clock: VirtualClock): QueueStore => {
      const store = createMemoryStore({ clock })
      const later = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
        const atMs = clock.nowMs()
        for (let turn = 0; turn < 5; turn += 1) await macrotask()
        passedMs.add(clock.nowMs() - atMs)
        return call()
      }
      return {
        capabilities: store.capabilities,
        enqueue: (items) => later(() => store.enqueue(items)),
        claim: (query) => later(() => store.claim(query)),
        settle: (settlements) => later(() => store.settle(settlements)),
        extend: (tokens, leaseMs) => later(async () => (await store.extend?.(tokens, leaseMs)) ?? []),
        stats: () => store.stats(),
        close: () => store.close(),
      }
    }
    const { violations } = await simulateFaults({ seed: 1, events: 5, openStore })
    expect(violations).toEqual([])
    expect([...passedMs]).toEqual([0])
  })

  it('injects no faults with rates of 0', async () => {
    expect(await simulateFaults({ seed: 1, rates: noFaults })).toMatchObject({ faults: {}, violations: [] })
  })
})
