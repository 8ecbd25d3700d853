import { describe, expect, it } from 'vitest'
import { turn } from '../../../test/drive.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { LaneLimit } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { LaneLimits } from './lane-limits.ts'

function slowStore() {
  const store = createMemoryStore({ clock: new VirtualClock() })
  const calls: { readonly limits: readonly LaneLimit[]; answer(): void; fail(): void }[] = []
  store.setLaneLimits = (limits) =>
    new Promise((resolve, reject) => calls.push({ limits, answer: resolve, fail: () => reject(new Error('down')) }))
  return { limits: new LaneLimits(store), calls }
}

describe('LaneLimits', () => {
  it('makes one call for the same limit, and the next one after it has been answered', async () => {
    const { limits, calls } = slowStore()
    const kept: number[] = []
    for (const most of [2, 2, 5]) void limits.set('f', most).then(() => kept.push(most))
    await turn()
    expect(calls.map(({ limits }) => limits)).toEqual([[{ lane: 'f', most: 2 }]])
    calls[0]?.answer()
    await turn()
    expect(calls.map(({ limits }) => limits[0]?.most)).toEqual([2, 5])
    calls[1]?.answer()
    await turn()
    expect(kept).toEqual([2, 2, 5])
  })

  it('goes on after a call that failed, and waits for no other lane', async () => {
    const { limits, calls } = slowStore()
    const failed = limits.set('f', 2)
    const next = limits.set('f', null)
    void limits.set('g', 1)
    await turn()
    expect(calls.map(({ limits }) => limits[0]?.lane)).toEqual(['f', 'g'])
    calls[0]?.fail()
    await expect(failed).rejects.toThrow('down')
    await turn()
    calls[2]?.answer()
    await next
    expect(calls[2]?.limits).toEqual([{ lane: 'f', most: null }])
  })
})
