import {
  anyOf,
  bytes,
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

/** The part of {@link queueStoreCases} about leases and settlements. */
export const queueStoreLeaseCases: readonly QueueStoreCase[] = [
  {
    name: 'accepts an id once until it is done, and again after that',
    skip: unless('idempotentEnqueue', false),
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
    name: 'hides a claimed item until its lease ends, and not a millisecond longer',
    skip: anyOf(delaysUpTo(1_000), unless('exactNext', false)),
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      equal(idsOf(await claimed(store, 10, 1_000)), ['r-1'])
      await advanceMs(999)
      equal(idsOf(await claimed(store, 10, 1_000)), [])
      equal(await nextInMs(store), 1)
      await advanceMs(1)
      const [again] = await claimed(store, 10, 1_000)
      equal([again?.id, again?.deliveries], ['r-1', 2])
    },
  },
  {
    name: 'answers stale to an owner whose lease has ended, before and after the next claim',
    skip: unfenced,
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [late] = await claimed(store, 1, 1_000)
      await advanceMs(1_000)
      equal(await store.settle([{ token: tokenOf(late), to: 'done' }]), ['stale'])
      const [owner] = await claimed(store, 1, 1_000)
      equal(await store.settle([{ token: tokenOf(late), to: 'done' }]), ['stale'])
      equal(await store.settle([{ token: tokenOf(owner), to: 'done' }]), ['ok'])
      equal(await store.settle([{ token: tokenOf(owner), to: 'done' }]), ['stale'])
    },
  },
  {
    name: 'keeps the body, takes the new state and waits the delay when settled again',
    skip: delaysUpTo(5_000),
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1', { state: 'first', body: 'body' })])
      const [first] = await claimed(store)
      equal(await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 5_000, state: bytes('second') }]), [
        'ok',
      ])
      await advanceMs(4_999)
      equal(idsOf(await claimed(store)), [])
      await advanceMs(1)
      const [second] = await claimed(store)
      equal(second && [text(second.state), text(second.body)], ['second', 'body'])
    },
  },
  {
    name: 'waits the delay with the new state over a crash when settled again',
    skip: ({ durability }) => (durability === 'none' ? 'the store declares durability none' : undefined),
    async run({ advanceMs, open, reopen }) {
      const store = await open()
      await store.enqueue([item('r-1', { state: 'first', body: 'body' })])
      const [first] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 5_000, state: bytes('second') }])
      const after = await reopen()
      equal(await counted(after), [0, 1, 0])
      if (store.capabilities.exactNext !== false) equal(await nextInMs(after), 5_000)
      await advanceMs(4_999)
      equal(idsOf(await claimed(after)), [])
      await advanceMs(1)
      const [second] = await claimed(after)
      equal(second && [text(second.state), text(second.body), second.deliveries], ['second', 'body', 2])
    },
  },
  {
    name: 'makes a released item claimable at once, without counting a delivery',
    skip: unless('countsReleases', true),
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
    name: 'removes an item settled done and queues its outbox, each part under its own id',
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
    name: 'queues nothing of the outbox of a stale settlement',
    skip: unfenced,
    async run({ advanceMs, open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [late] = await claimed(store, 1, 1_000)
      await advanceMs(1_000)
      await store.settle([{ token: tokenOf(late), to: 'done', outbox: [item('r-1/OnFailure')] }])
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'counts ready, delayed and leased items',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('leased'), item('delayed', { delayMs: 1_000 })])
      await claimed(store, 1)
      await store.enqueue([item('ready')])
      equal(await counted(store), [1, 1, 1])
      equal(await nextInMs(store), 0)
    },
  },
  {
    name: 'keeps counting deliveries over again, so that an outcome differs from a crash',
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [first] = await claimed(store)
      await store.settle([{ token: tokenOf(first), to: 'again', delayMs: 0, state: bytes('') }])
      equal((await claimed(store))[0]?.deliveries, 2)
    },
  },
  {
    name: 'puts a released item at the head of its lane',
    skip: unless('order', 'none'),
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('1'), item('2'), item('3')])
      const [first] = await claimed(store, 1)
      await store.settle([{ token: tokenOf(first), to: 'release' }])
      equal(idsOf(await claimed(store)), ['1', '2', '3'])
    },
  },
  {
    name: 'ends an extended lease at its new end, and extends none that has ended',
    async run({ advanceMs, open }) {
      const store = await open()
      if (store.extend === undefined) return
      await store.enqueue([item('r-1')])
      const [claim] = await claimed(store, 1, 1_000)
      await advanceMs(900)
      equal(await store.extend([tokenOf(claim)], 1_000), ['ok'])
      await advanceMs(999)
      equal(idsOf(await claimed(store)), [])
      equal(await store.settle([{ token: tokenOf(claim), to: 'release' }]), ['ok'])
      const [again] = await claimed(store, 1, 1_000)
      await advanceMs(1_000)
      equal(await store.extend([tokenOf(again)], 1_000), ['stale'])
      equal(await store.extend([tokenOf(claim)], 1_000), ['stale'])
      equal(idsOf(await claimed(store)), ['r-1'])
    },
  },
  {
    name: 'does not queue an outbox item whose id is in the queue',
    skip: unless('idempotentEnqueue', false),
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('r-1'), item('r-1/OnFailure', { delayMs: 1_000 })])
      const [claim] = await claimed(store)
      await store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('r-1/OnFailure')] }])
      equal(await counted(store), [0, 1, 0])
    },
  },
]
