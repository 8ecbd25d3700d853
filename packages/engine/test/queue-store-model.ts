import fc from 'fast-check'
import { expect } from 'vitest'
import type { Claim, QueueStore } from '../src/lib/queue/queue-store.ts'
import type { VirtualClock } from '../src/lib/time/clock.ts'

interface ModelItem {
  readonly id: string
  readonly lane: string
  readonly body: string
  state: string
  deliveries: number
  /** When it may be claimed; the end of the lease while it is leased. */
  dueMs: number
  lease: Claim | undefined
}

/** Model of a store: its items, and every claim that was ever handed out. */
interface Model {
  readonly items: Map<string, ModelItem>
  readonly claims: Claim[]
  /** Maximum number of leases by lane. */
  readonly limits: Map<string, number>
  readonly paused: Set<string>
}

interface Real {
  readonly clock: VirtualClock
  readonly store: QueueStore
}

type Command = fc.AsyncCommand<Model, Real>

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (content: string) => new TextEncoder().encode(content)

/** The item that the claim leases; `undefined` if the lease has ended. */
function holder({ items }: Model, claim: Claim, nowMs: number): ModelItem | undefined {
  const item = items.get(claim.id)
  return item?.lease?.token === claim.token && item.dueMs > nowMs ? item : undefined
}

function isReady(item: ModelItem, nowMs: number): boolean {
  return item.dueMs <= nowMs
}

/** How many more items the lane may give. */
function room({ items, limits, paused }: Model, lane: string, nowMs: number): number {
  if (paused.has(lane)) return 0
  const leased = [...items.values()].filter((item) => item.lane === lane && item.lease && item.dueMs > nowMs).length
  return Math.max(0, (limits.get(lane) ?? Number.POSITIVE_INFINITY) - leased)
}

const always = { check: () => true }

function enqueue(id: string, lane: string, delayMs: number): Command {
  return {
    ...always,
    toString: () => `enqueue ${id} ${lane} ${delayMs}`,
    async run(model, { clock, store }) {
      const known = model.items.has(id)
      const item = { id, lane, delayMs, state: bytes('new'), body: bytes(`body of ${id}`) }
      expect(await store.enqueue([item])).toEqual([known ? 'duplicate' : 'accepted'])
      const entered = { id, lane, body: `body of ${id}`, state: 'new', deliveries: 0, lease: undefined }
      if (!known) model.items.set(id, { ...entered, dueMs: clock.nowMs() + delayMs })
    },
  }
}

function claim(max: number, leaseMs: number, budget: number): Command {
  return {
    ...always,
    toString: () => `claim ${max} ${leaseMs} ${budget}`,
    async run(model, { clock, store }) {
      const nowMs = clock.nowMs()
      const ready = [...model.items.values()].filter((item) => isReady(item, nowMs))
      const { claims, nowMs: storeMs } = await store.claim({ max, leaseMs, budget: { default: budget } })
      expect(storeMs).toBe(nowMs)
      const lanes = new Map<string, number>()
      for (const item of ready)
        lanes.set(item.lane, Math.min(budget, room(model, item.lane, nowMs), (lanes.get(item.lane) ?? 0) + 1))
      // As many as requested or as the lanes may give, and no lane gets a second turn before another has had its first.
      expect(claims.length).toBe(
        Math.min(
          max,
          [...lanes.values()].reduce((sum, count) => sum + count, 0),
        ),
      )
      const given = new Map<string, number>()
      for (const { lane } of claims) given.set(lane, (given.get(lane) ?? 0) + 1)
      const maxGiven = Math.max(0, ...given.values())
      for (const [lane, count] of lanes)
        expect(given.get(lane) ?? 0).toBeGreaterThanOrEqual(Math.min(count, maxGiven - 1))
      for (const taken of claims) {
        const item = ready.find(({ id }) => id === taken.id) as ModelItem
        item.deliveries += 1
        expect([taken.lane, text(taken.state), text(taken.body), taken.deliveries]).toEqual([
          ...[item.lane, item.state, item.body, item.deliveries],
        ])
        item.lease = taken
        item.dueMs = nowMs + leaseMs
        model.claims.push(taken)
      }
    },
  }
}

function settle(which: number, to: 'done' | 'again' | 'release', delayMs: number): Command {
  return {
    check: ({ claims }) => claims.length > 0,
    toString: () => `settle ${which} ${to} ${delayMs}`,
    async run(model, { clock, store }) {
      const taken = model.claims[which % model.claims.length] as Claim
      const item = holder(model, taken, clock.nowMs())
      const { token } = taken
      const outboxId = `${taken.id}/out`
      const outbox = [{ id: outboxId, lane: 'out', delayMs, state: bytes('new'), body: bytes(`body of ${outboxId}`) }]
      const state = bytes(`again ${delayMs}`)
      const settlement =
        to === 'done' ? { token, to, outbox } : to === 'again' ? { token, to, delayMs, state } : { token, to }
      expect(await store.settle([settlement])).toEqual([item === undefined ? 'stale' : 'ok'])
      if (item === undefined) return
      item.lease = undefined
      item.dueMs = clock.nowMs() + (to === 'again' ? delayMs : 0)
      if (to === 'again') item.state = `again ${delayMs}`
      if (to === 'release') item.deliveries -= 1
      if (to !== 'done') return
      model.items.delete(item.id)
      const entered = { id: outboxId, lane: 'out', body: `body of ${outboxId}`, state: 'new', deliveries: 0 }
      if (!model.items.has(outboxId))
        model.items.set(outboxId, { ...entered, lease: undefined, dueMs: clock.nowMs() + delayMs })
    },
  }
}

function extend(which: number, leaseMs: number): Command {
  return {
    check: ({ claims }) => claims.length > 0,
    toString: () => `extend ${which} ${leaseMs}`,
    async run(model, { clock, store }) {
      const taken = model.claims[which % model.claims.length] as Claim
      const item = holder(model, taken, clock.nowMs())
      expect(await store.extend?.([taken.token], leaseMs)).toEqual([item === undefined ? 'stale' : 'ok'])
      if (item !== undefined) item.dueMs = clock.nowMs() + leaseMs
    },
  }
}

function limit(lane: string, most: number | null): Command {
  return {
    ...always,
    toString: () => `limit ${lane} ${most}`,
    async run({ limits }, { store }) {
      await store.setLaneLimits?.([{ lane, most }])
      if (most === null) limits.delete(lane)
      else limits.set(lane, most)
    },
  }
}

function pause(lane: string, ends: boolean): Command {
  return {
    ...always,
    toString: () => `${ends ? 'resume' : 'pause'} ${lane}`,
    async run({ paused }, { store }) {
      await store.admin?.[ends ? 'resume' : 'pause'](lane)
      if (ends) paused.delete(lane)
      else paused.add(lane)
    },
  }
}

function isLeased({ lease, dueMs }: ModelItem, nowMs: number): boolean {
  return lease !== undefined && dueMs > nowMs
}

function purge(which: { id: string } | { lane: string }): Command {
  return {
    ...always,
    toString: () => `purge ${JSON.stringify(which)}`,
    async run({ items }, { clock, store }) {
      const nowMs = clock.nowMs()
      const gone = [...items.values()].filter(
        (item) => !isLeased(item, nowMs) && ('id' in which ? item.id === which.id : item.lane === which.lane),
      )
      for (const { id } of gone) items.delete(id)
      expect(await store.admin?.purge(which)).toBe(gone.length)
    },
  }
}

function redrive(id: string): Command {
  return {
    ...always,
    toString: () => `redrive ${id}`,
    async run({ items }, { clock, store }) {
      const item = items.get(id)
      const waits = item !== undefined && !isLeased(item, clock.nowMs())
      expect(await store.admin?.redrive([id])).toBe(waits ? 1 : 0)
      if (!waits) return
      item.deliveries = 0
      item.dueMs = Math.min(item.dueMs, clock.nowMs())
      item.lease = undefined
    },
  }
}

function advance(ms: number): Command {
  return {
    ...always,
    toString: () => `advance ${ms}`,
    async run(model, { clock, store }) {
      clock.advanceMs(ms)
      const nowMs = clock.nowMs()
      const items = [...model.items.values()]
      const times = items.filter((item) => !isReady(item, nowMs) || room(model, item.lane, nowMs) > 0)
      const nextMs = times.length === 0 ? undefined : Math.max(nowMs, Math.min(...times.map(({ dueMs }) => dueMs)))
      expect((await store.claim({ max: 0, leaseMs: 1 })).nextInMs).toBe(
        nextMs === undefined ? undefined : nextMs - nowMs,
      )
      const { ready, delayed, leased } = await store.stats()
      const counted = { ready: 0, delayed: 0, leased: 0 }
      for (const item of items) counted[isReady(item, nowMs) ? 'ready' : item.lease ? 'leased' : 'delayed'] += 1
      expect({ ready, delayed, leased }).toEqual(counted)
      await expectViews(model, store, nowMs)
    },
  }
}

/** What an operator sees is what the model holds. */
async function expectViews({ items, paused, limits }: Model, store: QueueStore, nowMs: number): Promise<void> {
  const statusOf = (item: ModelItem) => (isReady(item, nowMs) ? 'ready' : item.lease ? 'leased' : 'delayed')
  const lanes = new Map<string, Record<string, unknown>>()
  const fresh = (lane: string) => ({ lane, ready: 0, delayed: 0, leased: 0, paused: paused.has(lane) })
  for (const lane of paused) lanes.set(lane, fresh(lane))
  for (const item of items.values()) {
    const counts = lanes.get(item.lane) ?? fresh(item.lane)
    lanes.set(item.lane, { ...counts, [statusOf(item)]: Number(Reflect.get(counts, statusOf(item))) + 1 })
    const found = await store.admin?.find(item.id)
    expect([found?.status, found?.deliveries, found && text(found.state)]).toEqual([
      ...[statusOf(item), item.deliveries, item.state],
    ])
  }
  const page = await store.admin?.lanes()
  const seen = page?.lanes.map(({ oldestDueAgeMs: _, ...counts }) => counts)
  const expected = [...lanes].map(([lane, counts]) => ({
    ...counts,
    ...(limits.has(lane) && { most: limits.get(lane) }),
  }))
  expect(seen).toEqual(expect.arrayContaining(expected))
  expect(seen).toHaveLength(expected.length)
}

const waits = fc.constantFrom(0, 1, 50, 64, 1_000, 60_000, 300_000)
const which = fc.nat({ max: 50 })

/** Any sequence of calls, for `fc.asyncModelRun` against a store with an injected clock. */
export const queueStoreCommands = fc.commands(
  [
    fc
      .tuple(fc.nat({ max: 12 }), fc.nat({ max: 3 }), waits)
      .map(([n, lane, ms]) => enqueue(`r-${n}`, `lane-${lane}`, ms)),
    fc
      .tuple(
        fc.nat({ max: 6 }),
        waits.filter((ms) => ms > 0),
        fc.nat({ max: 3 }),
      )
      .map((args) => claim(...args)),
    fc
      .tuple(which, fc.constantFrom('done' as const, 'again' as const, 'release' as const), waits)
      .map((args) => settle(...args)),
    fc
      .tuple(
        which,
        waits.filter((ms) => ms > 0),
      )
      .map((args) => extend(...args)),
    fc.tuple(fc.nat({ max: 3 }), fc.option(fc.nat({ max: 2 }))).map(([lane, most]) => limit(`lane-${lane}`, most)),
    fc.tuple(fc.nat({ max: 3 }), fc.boolean()).map(([lane, ends]) => pause(`lane-${lane}`, ends)),
    fc.nat({ max: 12 }).map((n) => purge({ id: `r-${n}` })),
    fc.nat({ max: 3 }).map((lane) => purge({ lane: `lane-${lane}` })),
    fc.nat({ max: 12 }).map((n) => redrive(`r-${n}`)),
    waits.map(advance),
  ],
  { maxCommands: 80, size: 'max' },
)

export const emptyModel = (): Model => ({ items: new Map(), claims: [], limits: new Map(), paused: new Set() })
