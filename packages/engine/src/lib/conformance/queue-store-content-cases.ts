import {
  bytes,
  claimed,
  equal,
  idsOf,
  item,
  nextInMs,
  type QueueStoreCase,
  tokenOf,
  unfenced,
  unless,
} from './queue-store-case.ts'

/** Every value of a byte, in an order in which no encoding reads well. */
const everyByte = Uint8Array.from({ length: 1_024 }, (_, index) => (index * 97 + (index >> 8)) & 0xff)
const odd = ['a:b', 'a/b', "a'b", 'a"b', 'a\\b', 'a%b', 'a b', 'ключ-😀', '$LATEST', 'é'.repeat(500), 'x'.repeat(1_024)]

/** The part of {@link queueStoreCases} about what items contain, how many there are, and how much an answer may hold. */
export const queueStoreContentCases: readonly QueueStoreCase[] = [
  {
    name: 'keeps every value of a byte in state and body, also over again',
    async run({ open }) {
      const store = await open()
      const reversed = everyByte.toReversed()
      await store.enqueue([{ ...item('r-1'), state: everyByte, body: reversed }])
      const [first] = await claimed(store)
      equal([...(first?.state ?? [])], [...everyByte])
      equal([...(first?.body ?? [])], [...reversed])
      await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 0, state: reversed }])
      const [second] = await claimed(store)
      equal([...(second?.state ?? [])], [...reversed])
      equal([...(second?.body ?? [])], [...reversed])
    },
  },
  {
    name: 'keeps ids and lanes of any characters apart, up to a kibibyte',
    async run({ open }) {
      const store = await open()
      await store.enqueue(odd.map((name) => item(name, { lane: `lane ${name}` })))
      const claims = await claimed(store, 100)
      equal(idsOf(claims).sort(), [...odd].sort())
      for (const { id, lane } of claims) equal(lane, `lane ${id}`)
      const budget = { default: 0, lanes: new Map([[`lane ${odd[2]}`, 1]]) }
      await store.settle(claims.map((claim) => ({ token: tokenOf(claim), to: 'release' })))
      equal(idsOf((await store.claim({ max: 100, leaseMs: 1_000, budget })).claims), [odd[2]])
    },
  },
  {
    name: 'takes and hands out the items of many lanes, one of each',
    async run({ open, manyLanes = 10_000 }) {
      const store = await open()
      const { maxBatch = manyLanes } = store.capabilities
      const items = Array.from({ length: manyLanes }, (_, n) => item(`r-${n}`, { lane: `lane-${n}` }))
      for (let at = 0; at < items.length; at += maxBatch) await store.enqueue(items.slice(at, at + maxBatch))
      const seen = new Set<string>()
      while (seen.size < items.length) {
        const claims = await claimed(store, 1_000)
        if (claims.length === 0) throw new Error(`only ${seen.size} items of ${manyLanes} lanes can be claimed`)
        for (const { lane } of claims) seen.add(lane)
      }
      equal(seen.size, manyLanes)
    },
  },
  {
    name: 'takes a batch of maxBatch items and settlements',
    async run({ open }) {
      const store = await open()
      const { maxBatch = 1_000 } = store.capabilities
      const results = await store.enqueue(Array.from({ length: maxBatch }, (_, n) => item(`r-${n}`)))
      equal(
        results.every((result) => result === 'accepted'),
        true,
      )
      const claims = await claimed(store, maxBatch)
      const settled = await store.settle(claims.map((claim) => ({ token: tokenOf(claim), to: 'done' })))
      equal(
        settled.every((result) => result === 'ok'),
        true,
      )
    },
  },
  {
    name: 'rounds a fraction of a millisecond up, and never hands an item out early',
    skip: ({ delayStepMs = 1 }) => (delayStepMs > 1 ? `the store declares delayStepMs ${delayStepMs}` : undefined),
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1', { delayMs: 10.25 })])
      await advanceMs(10)
      equal(idsOf(await claimed(store)), [])
      await advanceMs(1)
      const [claim] = await claimed(store, 1, 1_000.5)
      equal(claim?.id, 'r-1')
      await store.extend?.([tokenOf(claim)], 1_000.5)
      await store.settle([{ token: tokenOf(claim), to: 'again', delayMs: 0.5, state: bytes('') }])
      await advanceMs(1)
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'hands out no more than maxBytes, but always one item, and says that there is more',
    skip: unless('exactNext', false),
    async run({ open }) {
      const store = await open()
      await store.enqueue([1, 2, 3].map((n) => item(`r-${n}`, { body: 'x'.repeat(1_000) })))
      const some = await store.claim({ max: 10, leaseMs: 1_000, maxBytes: 2_500 })
      equal([some.claims.length, some.nextInMs], [2, 0])
      const one = await store.claim({ max: 10, leaseMs: 1_000, maxBytes: 10 })
      equal(one.claims.length, 1)
      equal(await nextInMs(store), 1_000)
    },
  },
  {
    name: 'answers its time, which moves with the clock',
    async run({ advanceMs, open }) {
      const store = await open()
      const before = await store.claim({ max: 0, leaseMs: 1_000 })
      await advanceMs(5_000)
      const after = await store.claim({ max: 0, leaseMs: 1_000 })
      if (after.nowMs - before.nowMs < 5_000) throw new Error(`${after.nowMs - before.nowMs} ms passed, not 5,000`)
    },
  },
  {
    name: 'answers stale to a token of a lease that was settled again, also once another has the item',
    skip: unfenced,
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [first] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 0, state: bytes('') }])
      const [second] = await claimed(store)
      const late = { token: tokenOf(first), to: 'done', outbox: [item('out')] } as const
      equal(await store.settle([late]), ['stale'])
      equal((await store.extend?.([tokenOf(first)], 1_000)) ?? ['stale'], ['stale'])
      equal(await store.settle([{ token: tokenOf(second), to: 'done' }]), ['ok'])
      equal(idsOf(await claimed(store)), [])
    },
  },
]
