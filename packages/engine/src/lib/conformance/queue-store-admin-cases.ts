import type { LaneStats, QueueAdmin, QueuedItem } from '../queue/queue-admin.ts'
import type { QueueStore } from '../queue/queue-store.ts'
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
  unless,
} from './queue-store-case.ts'

const withoutAdmin: NonNullable<QueueStoreCase['skip']> = ({ admin = false }) =>
  admin ? undefined : 'the store declares no admin'
const volatile = unless('durability', 'none')

function adminOf({ admin }: QueueStore): QueueAdmin {
  if (admin === undefined) throw new Error('the store declares admin: true and has none')
  return admin
}

async function lanesOf(admin: QueueAdmin, limit?: number): Promise<readonly LaneStats[]> {
  const all: LaneStats[] = []
  let cursor: string | undefined
  do {
    const { lanes, next } = await admin.lanes({ ...(limit && { limit }), ...(cursor !== undefined && { cursor }) })
    if (limit !== undefined && lanes.length > limit) throw new Error(`a page of ${limit} has ${lanes.length} lanes`)
    all.push(...lanes)
    cursor = next
  } while (cursor !== undefined)
  return all.sort((a, b) => (a.lane < b.lane ? -1 : 1))
}

function seen(found: QueuedItem | undefined): unknown {
  return found && [found.id, found.lane, found.status, found.dueInMs, found.deliveries]
}

/** The part of {@link queueStoreCases} about {@link QueueAdmin}. */
export const queueStoreAdminCases: readonly QueueStoreCase[] = [
  {
    name: 'has admin if it declares admin: true, and only then',
    async run({ open }) {
      const store = await open()
      equal(store.admin !== undefined, store.capabilities.admin === true)
    },
  },
  {
    name: 'counts the items of each lane, and tells their ages',
    skip: anyOf(withoutAdmin, delaysUpTo(5_000)),
    async run({ advanceMs, open }) {
      const store = await open()
      equal(await lanesOf(adminOf(store)), [])
      await store.enqueue([item('f-1', { lane: 'f' }), item('f-2', { lane: 'f', delayMs: 1_000 })])
      await claimed(store, 1)
      await store.enqueue([item('g-1', { lane: 'g', delayMs: 5_000 }), item('h-1', { lane: 'h' })])
      await advanceMs(3_000)
      const counts = (await lanesOf(adminOf(store))).map(({ lane, ready, delayed, leased, oldestDueAgeMs, paused }) => [
        ...[lane, ready, delayed, leased, oldestDueAgeMs, paused],
      ])
      equal(counts, [
        ['f', 1, 0, 1, 2_000, false],
        ['g', 0, 1, 0, 0, false],
        ['h', 1, 0, 0, 3_000, false],
      ])
    },
  },
  {
    name: 'returns the lanes in pages, each lane once',
    skip: withoutAdmin,
    async run({ open }) {
      const store = await open()
      const lanes = ['', "l'1", 'l%2', 'ключ', ...Array.from({ length: 21 }, (_, n) => `lane ${n}`)].sort()
      await store.enqueue(lanes.map((lane, n) => item(`r-${n}`, { lane })))
      for (const limit of [1, 10, 25, 100])
        equal(
          (await lanesOf(adminOf(store), limit)).map(({ lane }) => lane),
          lanes,
        )
    },
  },
  {
    name: 'finds an item by its id, wherever it is, and leaves it there',
    skip: anyOf(withoutAdmin, delaysUpTo(2_000)),
    async run({ advanceMs, open }) {
      const store = await open()
      const admin = adminOf(store)
      await store.enqueue([item('first', { state: 'waiting', body: 'a long body' })])
      await store.enqueue([item('later', { lane: 'other', delayMs: 2_000 })])
      await advanceMs(1_500)
      equal(seen(await admin.find('first')), ['first', 'lane', 'ready', -1_500, 0])
      equal(seen(await admin.find('later')), ['later', 'other', 'delayed', 500, 0])
      equal(await admin.find('neither'), undefined)
      equal(await counted(store), [1, 1, 0])
      const [claim] = await claimed(store, 1)
      equal(seen(await admin.find('first')), ['first', 'lane', 'leased', -1_500, 1])
      const cut = await admin.find('first', { maxBodyBytes: 6 })
      equal(cut && [text(cut.state), text(cut.body), cut.bodyBytes], ['waiting', 'a long', 11])
      await store.settle([{ token: tokenOf(claim), to: 'done' }])
      equal(await admin.find('first'), undefined)
    },
  },
  {
    name: 'shows items of a lane in the order in which they come, and leases none',
    skip: anyOf(withoutAdmin, delaysUpTo(9_000), unless('order', 'none')),
    async run({ open }) {
      const store = await open()
      await store.enqueue([item('leased')])
      await claimed(store, 1)
      await store.enqueue([item('last', { delayMs: 9_000 }), item('1'), item('2'), item('soon', { delayMs: 1_000 })])
      await store.enqueue([item('other', { lane: 'other' })])
      const peek = async (limit?: number): Promise<unknown> =>
        (await adminOf(store).peek({ lane: 'lane', ...(limit !== undefined && { limit }) })).map(({ id }) => id)
      equal(await peek(), ['1', '2', 'soon', 'last', 'leased'])
      equal(await peek(3), ['1', '2', 'soon'])
      equal(await adminOf(store).peek({ lane: 'none' }), [])
      const claims = await claimed(store)
      equal(
        claims.map(({ id, deliveries }) => [id, deliveries]).sort(),
        ['1', '2', 'other'].map((id) => [id, 1]),
      )
    },
  },
  {
    name: 'shows at most 100 items, with the beginnings of their bodies',
    skip: withoutAdmin,
    async run({ open }) {
      const store = await open()
      const body = new Uint8Array(70_000).fill(0x61)
      await store.enqueue(Array.from({ length: 110 }, (_, n) => ({ ...item(`r-${n}`), body })))
      const items = await adminOf(store).peek({ lane: 'lane', limit: 1_000 })
      equal(items.length, 100)
      for (const { body, bodyBytes } of items) equal([body.length, bodyBytes], [65_536, 70_000])
    },
  },
  {
    name: 'hands out nothing of a paused lane, and all of it in order after that',
    skip: anyOf(withoutAdmin, unless('order', 'none'), delaysUpTo(1_000)),
    async run({ advanceMs, open, openAnother }) {
      const store = await open()
      const other = (await openAnother?.()) ?? store
      await store.enqueue([item('f-1', { lane: 'f' }), item('f-2', { lane: 'f' })])
      const [running] = await claimed(store, 1)
      await adminOf(store).pause('f')
      equal(await other.enqueue([item('f-3', { lane: 'f' }), item('g-1', { lane: 'g', delayMs: 1_000 })]), [
        'accepted',
        'accepted',
      ])
      equal(idsOf(await claimed(other)), [])
      if (store.capabilities.exactNext !== false) equal(await nextInMs(other), 1_000)
      await advanceMs(1_000)
      equal(idsOf(await claimed(other)), ['g-1'])
      equal(await store.settle([{ token: tokenOf(running), to: 'done' }]), ['ok'])
      const [lane] = (await lanesOf(adminOf(other))).filter(({ lane }) => lane === 'f')
      equal(lane && [lane.paused, lane.ready, lane.oldestDueAgeMs], [true, 2, 1_000])
      await adminOf(other).resume('f')
      equal(idsOf(await claimed(store)), ['f-2', 'f-3'])
    },
  },
  {
    name: 'keeps a pause of an empty lane, and lists it',
    skip: withoutAdmin,
    async run({ open }) {
      const store = await open()
      await adminOf(store).pause('f')
      await adminOf(store).pause('f')
      equal(
        (await lanesOf(adminOf(store))).map(({ lane, ready, paused }) => [lane, ready, paused]),
        [['f', 0, true]],
      )
      await store.enqueue([item('f-1', { lane: 'f' })])
      equal(idsOf(await claimed(store)), [])
      await adminOf(store).resume('f')
      await adminOf(store).resume('never paused')
      equal(idsOf(await claimed(store)), ['f-1'])
    },
  },
  {
    name: 'keeps the limit of a lane over a pause',
    skip: anyOf(withoutAdmin, ({ laneLimits = 'none' }) =>
      laneLimits === 'none' ? 'the store declares laneLimits: none' : undefined,
    ),
    async run({ open }) {
      const store = await open()
      await store.setLaneLimits?.([{ lane: 'lane', most: 1 }])
      await store.enqueue([item('1'), item('2')])
      await adminOf(store).pause('lane')
      await store.setLaneLimits?.([{ lane: 'lane', most: 1 }])
      equal(idsOf(await claimed(store)), [])
      await adminOf(store).resume('lane')
      equal(
        (await lanesOf(adminOf(store))).map(({ most }) => most),
        [1],
      )
      equal((await claimed(store)).length, 1)
    },
  },
  {
    name: 'keeps a pause over a crash, and its end',
    skip: anyOf(withoutAdmin, volatile),
    async run({ open, reopen }) {
      const store = await open()
      await store.enqueue([item('f-1', { lane: 'f' }), item('g-1', { lane: 'g' })])
      await adminOf(store).pause('f')
      await adminOf(store).pause('g')
      await adminOf(store).resume('g')
      equal(idsOf(await claimed(await reopen())), ['g-1'])
    },
  },
  {
    name: 'purges an item or a lane, but nothing that is leased',
    skip: anyOf(withoutAdmin, delaysUpTo(1_000), unless('order', 'none')),
    async run({ advanceMs, open }) {
      const store = await open()
      const admin = adminOf(store)
      const lane = 'f'
      await store.enqueue([item('leased', { lane }), item('1', { lane }), item('2', { lane }), item('3', { lane })])
      const claim = (await claimed(store, 1, 60_000))[0]
      await store.enqueue([item('later', { lane, delayMs: 1_000 }), item('other', { lane: 'other' })])
      equal(await admin.purge({ id: '2' }), 1)
      equal([await admin.purge({ id: '2' }), await admin.purge({ id: 'leased' })], [0, 0])
      equal(await store.enqueue([item('2', { lane })]), ['accepted'])
      equal(await admin.purge({ lane }), 4)
      equal([await admin.purge({ lane }), await admin.purge({ lane: 'none' })], [0, 0])
      equal(await counted(store), [1, 0, 1])
      await advanceMs(60_000)
      equal(await admin.purge({ id: 'leased' }), 1)
      if (store.capabilities.fencing !== false)
        equal(await store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('out')] }]), ['stale'])
      equal(idsOf(await claimed(store)), ['other'])
    },
  },
  {
    name: 'keeps a purge over a crash',
    skip: anyOf(withoutAdmin, volatile),
    async run({ open, reopen }) {
      const store = await open()
      await store.enqueue([item('1'), item('2'), item('other', { lane: 'other' })])
      await adminOf(store).purge({ lane: 'lane' })
      const after = await reopen()
      equal(await counted(after), [1, 0, 0])
      equal(idsOf(await claimed(after)), ['other'])
    },
  },
  {
    name: 'makes a waiting item due at once when redriven, with deliveries counted from 0',
    skip: anyOf(withoutAdmin, delaysUpTo(60_000)),
    async run({ open }) {
      const store = await open()
      const admin = adminOf(store)
      await store.enqueue([item('poison', { body: 'body' }), item('leased')])
      for (const claim of await claimed(store))
        if (claim.id === 'poison')
          await store.settle([{ token: tokenOf(claim), to: 'again', delayMs: 60_000, state: bytes('kept') }])
      equal(await admin.redrive(['poison', 'leased', 'neither']), 1)
      equal(seen(await admin.find('poison')), ['poison', 'lane', 'ready', 0, 0])
      const claims = await claimed(store)
      equal(
        claims.map(({ id, deliveries, state, body }) => [id, deliveries, text(state), text(body)]),
        [['poison', 1, 'kept', 'body']],
      )
    },
  },
  {
    name: 'keeps the count from 0 over a crash',
    skip: anyOf(withoutAdmin, volatile),
    async run({ open, reopen }) {
      const store = await open()
      await store.enqueue([item('r-1')])
      const [claim] = await claimed(store)
      await store.settle([{ token: tokenOf(claim), to: 'again', delayMs: 60_000, state: bytes('kept') }])
      await adminOf(store).redrive(['r-1'])
      const [after] = await claimed(await reopen())
      equal(after && [after.id, after.deliveries, text(after.state)], ['r-1', 1, 'kept'])
    },
  },
]
