import type { Claim, LaneLimit, QueueStore } from '../queue/queue-store.ts'
import {
  bytes,
  claimed,
  delaysUpTo,
  equal,
  idsOf,
  item,
  nextInMs,
  type QueueStoreCase,
  tokenOf,
} from './queue-store-case.ts'

const unlimited: NonNullable<QueueStoreCase['skip']> = ({ laneLimits = 'none' }) =>
  laneLimits === 'none' ? 'the store declares laneLimits: none' : undefined

async function limit(store: QueueStore, ...limits: readonly LaneLimit[]): Promise<void> {
  if (store.setLaneLimits === undefined)
    throw new Error('the store declares laneLimits: fleet and has no setLaneLimits')
  await store.setLaneLimits(limits)
}

async function enqueueInto(store: QueueStore, lane: string, count: number): Promise<void> {
  await store.enqueue(Array.from({ length: count }, (_, n) => item(`${lane}-${n}`, { lane })))
}

/** Claims until nothing more can be claimed. */
async function claimAll(store: QueueStore, leaseMs = 60_000): Promise<readonly Claim[]> {
  const all: Claim[] = []
  for (;;) {
    const claims = await claimed(store, 3, leaseMs)
    if (claims.length === 0) return all
    all.push(...claims)
  }
}

/** The part of {@link queueStoreCases} about limits on the leases of a lane. */
export const queueStoreLaneLimitCases: readonly QueueStoreCase[] = [
  {
    name: 'has setLaneLimits if it declares laneLimits: fleet, and only then',
    async run({ open }) {
      const store = await open()
      equal(store.setLaneLimits !== undefined, store.capabilities.laneLimits === 'fleet')
    },
  },
  {
    name: 'leases no more of a lane than its limit, to all handles together',
    skip: unlimited,
    async run({ open, openAnother }) {
      const a = await open()
      const b = (await openAnother?.()) ?? a
      await limit(a, { lane: 'f', most: 5 }, { lane: 'g', most: 1 })
      await enqueueInto(a, 'f', 40)
      await enqueueInto(b, 'g', 40)
      await enqueueInto(b, 'free', 40)
      const seen: string[] = []
      for (let round = 0; round < 20; round += 1)
        for (const claims of await Promise.all([a, b, a, b].map((store) => claimed(store, 4))))
          seen.push(...claims.map(({ lane }) => lane))
      const countOf = (lane: string): number => seen.filter((name) => name === lane).length
      equal([countOf('f'), countOf('g'), countOf('free')], [5, 1, 40])
    },
  },
  {
    name: 'keeps to the smaller of the limit and the budget of a lane',
    skip: unlimited,
    async run({ open }) {
      const store = await open()
      await limit(store, { lane: 'f', most: 3 })
      await enqueueInto(store, 'f', 10)
      const claim = async (budget: number): Promise<number> =>
        (await store.claim({ max: 10, leaseMs: 60_000, budget: { default: budget } })).claims.length
      equal([await claim(2), await claim(2), await claim(2)], [2, 1, 0])
    },
  },
  {
    name: 'frees a place when a lease is settled, whatever to',
    skip: unlimited,
    async run({ open }) {
      const store = await open()
      await limit(store, { lane: 'f', most: 1 })
      await enqueueInto(store, 'f', 3)
      const next = async (): Promise<string> => {
        const claims = await claimAll(store)
        equal(claims.length, 1)
        return tokenOf(claims[0])
      }
      await store.settle([{ token: await next(), to: 'release' }])
      await store.settle([{ token: await next(), to: 'again', delayMs: 0, state: bytes('') }])
      await store.settle([{ token: await next(), to: 'done', outbox: [item('next', { lane: 'f' })] }])
      await next()
      equal((await store.stats()).ready, 2)
    },
  },
  {
    name: 'frees a place when a lease ends, and none when it is extended',
    skip: (capabilities) => unlimited(capabilities) ?? delaysUpTo(1_000)(capabilities),
    async run({ advanceMs, open }) {
      const store = await open()
      await limit(store, { lane: 'f', most: 2 })
      await enqueueInto(store, 'f', 5)
      const [first] = await claimAll(store, 1_000)
      await advanceMs(900)
      const kept = store.extend === undefined ? 0 : 1
      await store.extend?.([tokenOf(first)], 60_000)
      await advanceMs(100)
      equal((await claimAll(store)).length, 2 - kept)
    },
  },
  {
    name: 'counts leases from before a limit was set, and takes none of them away',
    skip: unlimited,
    async run({ open }) {
      const store = await open()
      await enqueueInto(store, 'f', 10)
      const before = await claimed(store, 4)
      await limit(store, { lane: 'f', most: 2 })
      equal((await claimAll(store)).length, 0)
      const done = before.map((claim) => ({ token: tokenOf(claim), to: 'done' }) as const)
      equal(await store.settle(done.slice(0, 3)), ['ok', 'ok', 'ok'])
      equal((await claimAll(store)).length, 1)
    },
  },
  {
    name: 'takes a higher limit, and the end of a limit, at once',
    skip: unlimited,
    async run({ open, openAnother }) {
      const a = await open()
      const b = (await openAnother?.()) ?? a
      await enqueueInto(a, 'f', 10)
      await limit(a, { lane: 'f', most: 1 })
      equal((await claimAll(b)).length, 1)
      await limit(b, { lane: 'f', most: 3 }, { lane: 'other', most: 1 })
      equal((await claimAll(a)).length, 2)
      await limit(a, { lane: 'f', most: null })
      equal((await claimAll(b)).length, 7)
    },
  },
  {
    name: 'hands out nothing of a lane with a limit of 0, and reports nothing due there',
    skip: unlimited,
    async run({ open }) {
      const store = await open()
      await limit(store, { lane: 'f', most: 0 })
      await enqueueInto(store, 'f', 1)
      equal(await nextInMs(store), undefined)
      await enqueueInto(store, 'g', 1)
      equal(idsOf(await claimAll(store)), ['g-0'])
      await limit(store, { lane: 'f', most: 1 })
      equal(await nextInMs(store), 0)
      equal(idsOf(await claimAll(store)), ['f-0'])
    },
  },
  {
    name: 'keeps the limit of a lane that has no items for a time',
    skip: unlimited,
    async run({ open }) {
      const store = await open()
      await limit(store, { lane: 'f', most: 1 })
      await enqueueInto(store, 'f', 1)
      const [claim] = await claimAll(store)
      await store.settle([{ token: tokenOf(claim), to: 'done' }])
      await enqueueInto(store, 'g', 3)
      equal((await claimAll(store)).length, 3)
      await enqueueInto(store, 'f', 3)
      equal(idsOf(await claimAll(store)), ['f-0'])
    },
  },
]
