import { type Claim, createMemoryStore, type QueueStore, VirtualClock } from '@async-invoke/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, item } from './items.ts'
import { openStores } from './open-stores.ts'

const lanes = ['a', 'b', 'c']
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('enqueue' as const),
      ids: fc.array(fc.nat(30), { maxLength: 5 }),
      lane: fc.nat(2),
      delayMs: fc.nat(50),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('claim' as const),
      leaseMs: fc.integer({ min: 1, max: 60 }),
      open: fc.subarray(lanes),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('settle' as const),
      which: fc.nat(200),
      to: fc.constantFrom('done', 'again', 'release', 'outbox'),
      ms: fc.nat(40),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('operate' as const),
      what: fc.constantFrom('pause', 'resume', 'purge', 'purge lane', 'redrive', 'redrive outbox'),
      id: fc.nat(30),
      lane: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('extend' as const), which: fc.nat(200), ms: fc.nat(40) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('advance' as const), ms: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
)
type Command = typeof command extends fc.Arbitrary<infer Type> ? Type : never

const stores = openStores()

/**
 * One store that runs a trace. Tokens differ between stores, so claims are identified by their position in the trace.
 */
class Traced {
  store: QueueStore
  readonly claims: Claim[] = []

  constructor(store: QueueStore) {
    this.store = store
  }

  async run(step: Command): Promise<unknown> {
    if (step.type === 'enqueue')
      return this.store.enqueue(
        step.ids.map((id) =>
          item(`r-${id}`, { lane: lanes[step.lane] ?? '', delayMs: step.delayMs, state: 's', body: `b-${id}` }),
        ),
      )
    if (step.type === 'claim') {
      // A lane is open or shut, so that the claimed set does not depend on the order of equal items.
      const budget = { default: 0, lanes: new Map(step.open.map((lane) => [lane, 1_000])) }
      const found = [...(await this.store.claim({ max: 1_000, leaseMs: step.leaseMs, budget })).claims]
      found.sort((a, b) => (a.id < b.id ? -1 : 1))
      this.claims.push(...found)
      return found.map(({ token: _, state, body, ...rest }) => ({ ...rest, state: String(state), body: String(body) }))
    }
    if (step.type === 'settle') {
      const claim = this.claims[step.which % Math.max(1, this.claims.length)]
      if (claim === undefined) return undefined
      const { token } = claim
      if (step.to === 'release') return this.store.settle([{ token, to: 'release' }])
      if (step.to === 'again')
        return this.store.settle([{ token, to: 'again', delayMs: step.ms, state: bytes(`s-${step.ms}`) }])
      const outbox = step.to === 'outbox' ? [item(`${claim.id}/out`, { body: 'o' }), item('r-1')] : []
      return this.store.settle([{ token, to: 'done', outbox }])
    }
    if (step.type === 'operate') return this.#operate(step)
    return undefined
  }

  async #operate({ what, id, lane }: Extract<Command, { type: 'operate' }>): Promise<unknown> {
    const { admin } = this.store
    if (admin === undefined) throw new Error('the store has no admin')
    const [itemId, name] = [`r-${id}`, lanes[lane] ?? '']
    if (what === 'pause' || what === 'resume') await admin[what](name)
    else if (what === 'purge') return admin.purge({ id: itemId })
    else if (what === 'purge lane') return admin.purge({ lane: name })
    else return admin.redrive([what === 'redrive' ? itemId : `${itemId}/out`, itemId])
    return admin.find(itemId)
  }
}

describe('the SQLite store', () => {
  it.each([undefined, 700])(
    'gives the same results as the memory store for the same trace (%s)',
    async (journalBytes) => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 120 }), async (trace) => {
          const clock = new VirtualClock(1_000)
          const options = { path: stores.newPath(), clock }
          const sqlite = await stores.open(options, journalBytes)
          const [memory, durable] = [new Traced(createMemoryStore({ clock })), new Traced(sqlite)]
          let open = sqlite
          for (const step of trace) {
            if (step.type === 'advance') clock.advanceMs(step.ms)
            else if (step.type === 'restart') {
              // A restart ends the leases of this store only, so the two agree only while nothing is leased.
              if ((await open.stats()).leased > 0) continue
              open = await stores.reopen(open, options, journalBytes)
              durable.store = open
            } else if (step.type === 'extend') {
              const [a, b] = [memory, durable].map(
                ({ claims }) => claims[step.which % Math.max(1, claims.length)]?.token,
              )
              if (a === undefined || b === undefined || !('extend' in memory.store)) continue
              const extend = memory.store.extend as typeof open.extend
              expect(await open.extend([b], step.ms)).toEqual(await extend.call(memory.store, [a], step.ms))
            } else expect(await durable.run(step)).toEqual(await memory.run(step))
            const { ready, delayed, leased } = await memory.store.stats()
            expect(await open.stats()).toMatchObject({ ready, delayed, leased })
            expect(await open.admin?.lanes()).toEqual(await memory.store.admin?.lanes())
            expect(await open.claim({ max: 0, leaseMs: 1 })).toEqual(await memory.store.claim({ max: 0, leaseMs: 1 }))
          }
          await open.close()
        }),
        { seed: 5, numRuns: 20 },
      )
    },
  )
})
