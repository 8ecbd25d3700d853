import type { QueueStore } from '../queue/queue-store.ts'
import {
  claimed,
  equal,
  idsOf,
  item,
  type QueueStoreCase,
  type QueueStoreHarness,
  tokenOf,
  unfenced,
} from './queue-store-case.ts'

const alone: NonNullable<QueueStoreCase['skip']> = ({ shared }) =>
  shared === true ? undefined : 'the store declares that one process owns its items'

async function two({ open, openAnother }: QueueStoreHarness): Promise<readonly [QueueStore, QueueStore]> {
  if (openAnother === undefined) throw new Error('the store declares shared: true, and its harness has no openAnother')
  return [await open(), await openAnother()]
}

/** The part of {@link queueStoreCases} about two handles on the same items, for stores that declare `shared`. */
export const queueStoreSharedCases: readonly QueueStoreCase[] = [
  {
    name: 'gives each item to one of two handles that claim at the same time',
    skip: alone,
    async run(harness) {
      const [a, b] = await two(harness)
      const ids = Array.from({ length: 100 }, (_, n) => `r-${n}`)
      await a.enqueue(ids.map((id) => item(id)))
      const seen: string[] = []
      for (let round = 0; round < 50 && seen.length < ids.length; round += 1)
        for (const claims of await Promise.all([a, b, a, b].map((store) => claimed(store, 7))))
          seen.push(...idsOf(claims))
      equal(seen.sort(), [...ids].sort())
    },
  },
  {
    name: 'accepts an id from one of two handles that queue it at the same time',
    skip: (capabilities) =>
      alone(capabilities) ?? (capabilities.idempotentEnqueue === false ? 'the store queues ids again' : undefined),
    async run(harness) {
      const [a, b] = await two(harness)
      for (let n = 0; n < 20; n += 1) {
        const results = await Promise.all([a, b].map((store) => store.enqueue([item(`r-${n}`)])))
        equal(results.flat().sort(), ['accepted', 'duplicate'])
      }
    },
  },
  {
    name: 'lets one handle settle and extend what the other has claimed',
    skip: alone,
    async run(harness) {
      const [a, b] = await two(harness)
      await a.enqueue([item('r-1')])
      const [claim] = await claimed(a)
      if (b.extend !== undefined) equal(await b.extend([tokenOf(claim)], 60_000), ['ok'])
      equal(await b.settle([{ token: tokenOf(claim), to: 'done' }]), ['ok'])
      equal((await a.stats()).leased, 0)
    },
  },
  {
    name: 'shows the end of a lease to the other handle, and fences its late owner',
    skip: (capabilities) => alone(capabilities) ?? unfenced(capabilities),
    async run(harness) {
      const [a, b] = await two(harness)
      await a.enqueue([item('r-1')])
      const [late] = await claimed(a, 1, 1_000)
      equal(idsOf(await claimed(b)), [])
      await harness.advanceMs(1_000)
      const [owner] = await claimed(b)
      equal(owner?.id, 'r-1')
      equal(await a.settle([{ token: tokenOf(late), to: 'done' }]), ['stale'])
      equal(await b.settle([{ token: tokenOf(owner), to: 'done' }]), ['ok'])
    },
  },
  {
    name: 'wakes the other handle when an item is queued, if it announces anything',
    skip: alone,
    async run(harness) {
      const [a, b] = await two(harness)
      if (b.onWake === undefined) return
      let forget = (): void => {}
      const woken = new Promise<void>((resolve) => {
        forget = b.onWake?.(() => resolve()) ?? forget
      })
      await a.enqueue([item('r-1')])
      await woken
      forget()
    },
  },
]
