import type { VirtualClock } from './clock.ts'
import type { Claim, NewItem, QueueStore, QueueStoreCapabilities } from './queue-store.ts'

/** One store under test, opened by the suite as often as a case asks. */
export interface QueueStoreHarness {
  readonly clock: VirtualClock
  /** A new, empty store. */
  open(): Promise<QueueStore>
  /** The same store after a crash: what was durable is there, what was leased comes back when its lease ends. */
  reopen(): Promise<QueueStore>
}

/** One promise of the port, checked. Throws when it is broken; knows no test framework. */
export interface QueueStoreCase {
  readonly name: string
  /** Why a store with these capabilities cannot run the case; undefined when it can. */
  skip?(capabilities: QueueStoreCapabilities): string | undefined
  run(harness: QueueStoreHarness): Promise<void>
}

/**
 * What every store must do alike, as data: loop over it in a test of your own.
 *
 * @example
 * for (const { name, run } of queueStoreCases) it(name, () => run(harness))
 */
export const queueStoreCases: readonly QueueStoreCase[] = [
  {
    name: 'an item is claimed with the id, lane, state and body it came with',
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
    name: 'an id is accepted once until it is done, and again after that',
    async run({ open }) {
      const store = await open()
      equal(await store.enqueue([item('r-1'), item('r-1')]), ['accepted', 'duplicate'])
      const [first] = await claimed(store)
      equal(await store.enqueue([item('r-1')]), ['duplicate'])
      await store.settle([{ token: tokenOf(first), to: 'done' }])
      equal(await store.enqueue([item('r-1')]), ['accepted'])
    },
  },
  {
    name: 'a delayed item is claimed when its delay is over and not one millisecond earlier',
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('r-1', { delayMs: 60_000 })])
      equal(await store.nextDueAtMs(), clock.nowMs() + 60_000)
      clock.advanceMs(59_999)
      equal(idsOf(await claimed(store)), [])
      clock.advanceMs(1)
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'a claimed item stays hidden until its lease ends, and not one millisecond longer',
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      equal(idsOf(await claimed(store, 10, 1_000)), ['r-1'])
      clock.advanceMs(999)
      equal(idsOf(await claimed(store, 10, 1_000)), [])
      equal(await store.nextDueAtMs(), clock.nowMs() + 1)
      clock.advanceMs(1)
      const [again] = await claimed(store, 10, 1_000)
      equal([again?.id, again?.deliveries], ['r-1', 2])
    },
  },
  {
    name: 'an owner whose lease has ended settles nothing, neither before nor after the next claim',
    skip: unfenced,
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [late] = await claimed(store, 1, 1_000)
      clock.advanceMs(1_000)
      equal(await store.settle([{ token: tokenOf(late), to: 'done' }]), ['stale'])
      const [owner] = await claimed(store, 1, 1_000)
      equal(await store.settle([{ token: tokenOf(late), to: 'done' }]), ['stale'])
      equal(await store.settle([{ token: tokenOf(owner), to: 'done' }]), ['ok'])
      equal(await store.settle([{ token: tokenOf(owner), to: 'done' }]), ['stale'])
    },
  },
  {
    name: 'again keeps the body, takes the new state, and waits its delay',
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('r-1', { state: 'first', body: 'body' })])
      const [first] = await claimed(store)
      equal(await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 5_000, state: bytes('second') }]), [
        'ok',
      ])
      clock.advanceMs(4_999)
      equal(idsOf(await claimed(store)), [])
      clock.advanceMs(1)
      const [second] = await claimed(store)
      equal(second && [text(second.state), text(second.body)], ['second', 'body'])
    },
  },
  {
    name: 'a released item can be claimed at once, and its release is not counted as a delivery',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [first] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'release' }])
      const [second] = await claimed(store)
      equal([second?.id, second?.deliveries], ['r-1', 1])
      equal(await store.settle([{ token: tokenOf(first), to: 'done' }]), ['stale'])
    },
  },
  {
    name: 'done removes the item and enqueues its outbox, each part under its own id',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [claim] = await claimed(store)
      const outbox = [item('r-1/OnFailure', { lane: 'd', body: 'record' }), item('r-1/DeadLetter', { lane: 'q' })]
      await store.settle([{ token: tokenOf(claim), to: 'done', outbox }])
      equal(idsOf(await claimed(store)).sort(), ['r-1/DeadLetter', 'r-1/OnFailure'])
    },
  },
  {
    name: 'a stale done enqueues nothing of its outbox',
    skip: unfenced,
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [late] = await claimed(store, 1, 1_000)
      clock.advanceMs(1_000)
      await store.settle([{ token: tokenOf(late), to: 'done', outbox: [item('r-1/OnFailure')] }])
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'within a lane the oldest due item comes first',
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('late', { delayMs: 2_000 }), item('early', { delayMs: 1_000 }), item('now')])
      clock.advanceMs(2_000)
      equal(idsOf(await claimed(store)), ['now', 'early', 'late'])
    },
  },
  {
    name: 'a lane with many items does not keep the others waiting',
    async run({ open }) {
      const store = await open()
      await store.enqueue(Array.from({ length: 1_000 }, (_, n) => item(`noisy-${n}`, { lane: 'noisy' })))
      await store.enqueue([item('quiet-1', { lane: 'quiet-1' }), item('quiet-2', { lane: 'quiet-2' })])
      equal(idsOf(await claimed(store, 3)).sort(), ['noisy-0', 'quiet-1', 'quiet-2'])
    },
  },
  {
    name: 'a lane gives no more than its budget, and 0 keeps it out',
    async run({ open }) {
      const store = await open()
      await store.enqueue(['a', 'b', 'c'].flatMap((lane) => [1, 2, 3].map((n) => item(`${lane}-${n}`, { lane }))))
      const budgets: Record<string, number> = { a: 0, b: 1, c: 9 }
      const claims = await store.claim({ max: 10, leaseMs: 1_000, budget: (lane) => budgets[lane] ?? 0 })
      equal(idsOf(claims).sort(), ['b-1', 'c-1', 'c-2', 'c-3'])
    },
  },
  {
    name: 'a claim takes no more than it asks for, and the rest is still there',
    async run({ open }) {
      const store = await open()
      await store.enqueue([1, 2, 3, 4, 5].map((n) => item(`r-${n}`)))
      equal((await claimed(store, 2)).length, 2)
      equal((await claimed(store, 10)).length, 3)
      equal((await claimed(store, 10)).length, 0)
    },
  },
  {
    name: 'a body of the largest size comes back whole, and one byte more is refused',
    async run({ open }) {
      const store = await open()
      const largest = new Uint8Array(store.capabilities.maxBodyBytes).fill(0x61)
      const larger = new Uint8Array(store.capabilities.maxBodyBytes + 1)
      const items = [
        { ...item('fits'), body: largest },
        { ...item('does-not'), body: larger },
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
    name: 'stats tell what is ready, delayed and leased',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('leased'), item('delayed', { delayMs: 1_000 })])
      await claimed(store, 1)
      await store.enqueue([item('ready')])
      equal(await counted(store), [1, 1, 1])
      equal((await store.nextDueAtMs()) !== undefined, true)
    },
  },
  {
    name: 'stats tell how long the oldest ready item has been due',
    async run({ clock, open }) {
      const store = await open()
      if ((await store.stats()).oldestDueAgeMs === undefined) return
      await store.enqueue([item('later', { delayMs: 2_000 }), item('first', { delayMs: 1_000, lane: 'other' })])
      clock.advanceMs(2_500)
      equal((await store.stats()).oldestDueAgeMs, 1_500)
      await claimed(store)
      equal((await store.stats()).oldestDueAgeMs, 0)
    },
  },
  {
    name: 'a batch is answered item by item: one that is refused keeps no other out',
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
    name: 'deliveries count on over again, so that its outcome can be told from a crash',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [first] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 0, state: bytes('') }])
      equal((await claimed(store))[0]?.deliveries, 2)
    },
  },
  {
    name: 'a released item is the next of its lane, before those that came due later',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('1'), item('2'), item('3')])
      const [first] = await claimed(store, 1)
      await store.settle([{ token: tokenOf(first), to: 'release' }])
      equal(idsOf(await claimed(store)), ['1', '2', '3'])
    },
  },
  {
    name: 'lanes take turns also from one claim to the next',
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
    name: 'what is ready in a lane kept out by the budget makes nothing due',
    async run({ clock, open }) {
      const store = await open()
      await store.enqueue([item('kept-out', { lane: 'a' }), item('later', { lane: 'b', delayMs: 1_000 })])
      const budget = (lane: string): number => (lane === 'a' ? 0 : 1)
      const nextMs = await store.nextDueAtMs(budget)
      // A store may leave the budget aside; it then answers as without one.
      if (nextMs !== (await store.nextDueAtMs())) equal(nextMs, clock.nowMs() + 1_000)
    },
  },
  {
    name: 'an extended lease ends when it says, and one that has ended is not extended',
    async run({ clock, open }) {
      const store = await open()
      if (store.extend === undefined) return
      await store.enqueue([item('r-1')])
      const [claim] = await claimed(store, 1, 1_000)
      clock.advanceMs(900)
      equal(await store.extend([tokenOf(claim)], 1_000), ['ok'])
      clock.advanceMs(999)
      equal(idsOf(await claimed(store)), [])
      equal(await store.settle([{ token: tokenOf(claim), to: 'release' }]), ['ok'])
      const [again] = await claimed(store, 1, 1_000)
      clock.advanceMs(1_000)
      equal(await store.extend([tokenOf(again)], 1_000), ['stale'])
      equal(await store.extend([tokenOf(claim)], 1_000), ['stale'])
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'an outbox item whose id is queued already is not queued twice',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1'), item('r-1/OnFailure', { delayMs: 1_000 })])
      const [claim] = await claimed(store)
      await store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('r-1/OnFailure')] }])
      equal(await counted(store), [0, 1, 0])
    },
  },
  {
    name: 'an empty store has nothing due',
    async run({ open }) {
      const store = await open()
      equal(await store.nextDueAtMs(), undefined)
      equal(await counted(store), [0, 0, 0])
    },
  },
  {
    name: 'what was accepted before a crash is there after it',
    skip: ({ durability }) => (durability === 'none' ? 'the store declares durability none' : undefined),
    async run({ clock, open, reopen }) {
      const store = await open()
      await store.enqueue([item('waiting', { delayMs: 5_000 }), item('running', { body: 'body' })])
      await claimed(store, 1, 1_000)
      const after = await reopen()
      clock.advanceMs(5_000)
      equal(idsOf(await claimed(after)).sort(), ['running', 'waiting'])
    },
  },
]

function unfenced({ fencing }: QueueStoreCapabilities): string | undefined {
  return fencing === false ? 'the store declares that it does not fence late owners' : undefined
}

const encoder = new TextEncoder()
const bytes = (content: string): Uint8Array => encoder.encode(content)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

function item(id: string, parts: { lane?: string; delayMs?: number; state?: string; body?: string } = {}): NewItem {
  const { lane = 'lane', delayMs = 0, state = '', body = '' } = parts
  return { id, lane, delayMs, state: bytes(state), body: bytes(body) }
}

function claimed(store: QueueStore, max = 10, leaseMs = 60_000): Promise<readonly Claim[]> {
  return store.claim({ max, leaseMs })
}

async function counted(store: QueueStore): Promise<number[]> {
  const { ready, delayed, leased } = await store.stats()
  return [ready, delayed, leased]
}

function idsOf(claims: readonly Claim[]): string[] {
  return claims.map(({ id }) => id)
}

function tokenOf(claim: Claim | undefined): string {
  if (claim === undefined) throw new Error('nothing was claimed')
  return claim.token
}

function equal(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (seen !== wanted) throw new Error(`expected ${wanted}, got ${seen}`)
}
