import { describe, expect, it } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
import { functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { ClaimQuery } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'

/** A busy engine whose leases have a third that is no whole number; `asked` has its queries, `wakesAt` its wake-ups. */
async function busy() {
  const clock = new VirtualClock(startMs)
  const store = createMemoryStore({ clock })
  const [ask, asked, wakesAt] = [store.claim.bind(store), [] as ClaimQuery[], [] as number[]]
  store.claim = (query) => {
    asked.push(query)
    return ask(query)
  }
  const wakeAt = clock.wakeAt.bind(clock)
  clock.wakeAt = (atMs, wake) => {
    wakesAt.push(atMs)
    return wakeAt(atMs, wake)
  }
  const { engine, accept } = world({
    ...{ clock, store, concurrency: 'wait', serves: ['f', 'g'], unreservedConcurrency: 4, leaseMs: 10_001 },
    resolution: { functionArn, config: {} },
    invoke: () => sleeping(clock, 20_000, success),
  })
  for (const name of ['f', 'g']) await accept(name, '{}', name)
  await playedTo(clock, startMs + 60_000)
  await engine.stop()
  return { asked, wakesAt }
}

describe('what an engine sends to a store', () => {
  it('is data: a query can be copied to another process', async () => {
    const { asked } = await busy()
    expect(asked.length).toBeGreaterThan(2)
    for (const { signal: _, ...query } of asked) expect(structuredClone(query)).toEqual(query)
    expect(asked.map(({ budget }) => budget?.default)).toContain(0)
  })

  it('has whole milliseconds, renewals of a lease included', async () => {
    const { asked, wakesAt } = await busy()
    for (const atMs of wakesAt) expect(Number.isInteger(atMs), String(atMs)).toBe(true)
    for (const { leaseMs } of asked) expect(leaseMs).toBe(10_001)
  })
})
