import { queueStoreAdminCases } from './queue-store-admin-cases.ts'
import {
  anyOf,
  claimed,
  counted,
  delaysUpTo,
  equal,
  idsOf,
  item,
  nextInMs,
  type QueueStoreCase,
  text,
  tokenOf,
  unfenced,
  unless,
} from './queue-store-case.ts'
import { queueStoreContentCases } from './queue-store-content-cases.ts'
import { queueStoreLaneLimitCases } from './queue-store-lane-limit-cases.ts'
import { queueStoreLeaseCases } from './queue-store-lease-cases.ts'
import { queueStoreSharedCases } from './queue-store-shared-cases.ts'

/**
 * The contract of stores as test cases. Loop over them in a test of your own.
 *
 * @example
 * ```ts
 * for (const { name, run } of queueStoreCases) it(name, () => run(harness))
 * ```
 */
export const queueStoreCases: readonly QueueStoreCase[] = [
  {
    name: 'returns a claimed item with its id, lane, state and body',
    async run({ open }) {
      const store = await open()
      equal(await store.enqueue([item('r-1', { lane: 'f', state: 'waiting', body: '{"a": 1}\n' })]), ['accepted'])
      const [claim] = await claimed(store)
      equal(claim && [claim.id, claim.lane, text(claim.state), text(claim.body), claim.deliveries], [
        'r-1',
        'f',
        'waiting',
        '{"a": 1}\n',
        1,
      ])
    },
  },
  {
    name: 'hands out a delayed item when its delay is over, and not a millisecond earlier',
    skip: anyOf(delaysUpTo(60_000), unless('exactNext', false)),
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1', { delayMs: 60_000 })])
      equal(await nextInMs(store), 60_000)
      await advanceMs(59_999)
      equal(idsOf(await claimed(store)), [])
      await advanceMs(1)
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'hands out the oldest due item of a lane first',
    skip: anyOf(unless('order', 'none'), delaysUpTo(2_000)),
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('late', { delayMs: 2_000 }), item('early', { delayMs: 1_000 }), item('now')])
      await advanceMs(2_000)
      equal(idsOf(await claimed(store)), ['now', 'early', 'late'])
    },
  },
  {
    name: 'does not let a lane with many items delay others',
    skip: unless('turns', false),
    async run({ open }) {
      const store = await open()
      await store.enqueue(Array.from({ length: 1_000 }, (_, n) => item(`noisy-${n}`, { lane: 'noisy' })))
      await store.enqueue([item('quiet-1', { lane: 'quiet-1' }), item('quiet-2', { lane: 'quiet-2' })])
      equal(idsOf(await claimed(store, 3)).sort(), ['noisy-0', 'quiet-1', 'quiet-2'])
    },
  },
  {
    name: 'takes no more from a lane than its budget, and nothing with a budget of 0',
    async run({ open }) {
      const store = await open()
      await store.enqueue(['a', 'b', 'c'].flatMap((lane) => [1, 2, 3].map((n) => item(`${lane}-${n}`, { lane }))))
      const lanes = new Map([
        ['b', 1],
        ['c', 9],
      ])
      const { claims } = await store.claim({ max: 10, leaseMs: 1_000, budget: { default: 0, lanes } })
      equal(idsOf(claims).sort(), ['b-1', 'c-1', 'c-2', 'c-3'])
    },
  },
  {
    name: 'claims at most max items, and keeps the rest',
    async run({ open }) {
      const store = await open()
      await store.enqueue([1, 2, 3, 4, 5].map((n) => item(`r-${n}`)))
      equal((await claimed(store, 2)).length, 2)
      equal((await claimed(store, 10)).length, 3)
      equal((await claimed(store, 10)).length, 0)
    },
  },
  {
    name: 'returns a body of maxBodyBytes whole, and refuses one byte more',
    async run({ open }) {
      const store = await open()
      const maxBody = new Uint8Array(store.capabilities.maxBodyBytes).fill(0x61)
      const tooLarge = new Uint8Array(store.capabilities.maxBodyBytes + 1)
      const items = [
        { ...item('fits'), body: maxBody },
        { ...item('does-not'), body: tooLarge },
      ]
      equal(await store.enqueue(items), ['accepted', 'too-large'])
      const claims = await claimed(store)
      equal(idsOf(claims), ['fits'])
      equal(
        claims[0]?.body.every((byte) => byte === 0x61),
        true,
      )
    },
  },
  {
    name: 'reports how long the oldest ready item has been due',
    skip: delaysUpTo(2_000),
    async run({ advanceMs, open }) {
      const store = await open()
      if ((await store.stats()).oldestDueAgeMs === undefined) return
      await store.enqueue([item('later', { delayMs: 2_000 }), item('first', { delayMs: 1_000, lane: 'other' })])
      await advanceMs(2_500)
      equal((await store.stats()).oldestDueAgeMs, 1_500)
      await claimed(store)
      equal((await store.stats()).oldestDueAgeMs, 0)
    },
  },
  {
    name: 'answers a batch item by item, so that a refused one affects no other',
    skip: anyOf(unless('idempotentEnqueue', false), unfenced),
    async run({ open }) {
      const store = await open()
      const tooLarge = { ...item('too-large'), body: new Uint8Array(store.capabilities.maxBodyBytes + 1) }
      equal(await store.enqueue([item('1'), tooLarge, item('1'), item('2')]), [
        'accepted',
        'too-large',
        'duplicate',
        'accepted',
      ])
      const [first, second] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'done' }])
      const settlements = [first, second].map((claim) => ({ token: tokenOf(claim), to: 'done' }) as const)
      equal(await store.settle(settlements), ['stale', 'ok'])
    },
  },
  {
    name: 'takes lanes in turn across claims',
    skip: unless('turns', false),
    async run({ open }) {
      const store = await open()
      await store.enqueue(['a', 'b', 'c'].flatMap((lane) => [1, 2].map((n) => item(`${lane}-${n}`, { lane }))))
      const seen: string[] = []
      for (let turn = 0; turn < 6; turn += 1) seen.push(...idsOf(await claimed(store, 1)))
      equal(
        seen
          .slice(0, 3)
          .map((id) => id.charAt(0))
          .sort(),
        ['a', 'b', 'c'],
      )
      equal(
        seen
          .slice(3)
          .map((id) => id.charAt(0))
          .sort(),
        ['a', 'b', 'c'],
      )
    },
  },
  {
    name: 'reports nothing due for a ready item in a lane without budget',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('kept-out', { lane: 'a' }), item('later', { lane: 'b', delayMs: 1_000 })])
      const next = await nextInMs(store, { default: 1, lanes: new Map([['a', 0]]) })
      // A store may ignore the budget.
      if (next !== 0) equal(next, 1_000)
    },
  },
  {
    name: 'reports nothing due when it is empty',
    async run({ open }) {
      const store = await open()
      equal(await nextInMs(store), undefined)
      equal(await counted(store), [0, 0, 0])
    },
  },
  {
    name: 'keeps accepted items over a crash',
    skip: ({ durability }) => (durability === 'none' ? 'the store declares durability none' : undefined),
    async run({ advanceMs, open, reopen }) {
      const store = await open()
      await store.enqueue([item('waiting', { delayMs: 5_000 }), item('running', { body: 'body' })])
      await claimed(store, 1, 1_000)
      const after = await reopen()
      await advanceMs(5_000)
      equal(idsOf(await claimed(after)).sort(), ['running', 'waiting'])
    },
  },
  ...queueStoreLeaseCases,
  ...queueStoreContentCases,
  ...queueStoreLaneLimitCases,
  ...queueStoreSharedCases,
  ...queueStoreAdminCases,
]
