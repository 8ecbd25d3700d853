import { setImmediate } from 'node:timers/promises'
import type { Claim, ClaimQuery, LaneBudget, Settlement } from '@async-invoke/engine'
import { BudgetLeft } from '@async-invoke/engine/schedule'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ReadClaim } from '../statements/claim.ts'
import type { Shard } from './shard.ts'
import { ShardedClaims, share } from './sharded-claims.ts'

interface Waiting {
  readonly id: string
  readonly lane: string
  readonly bytes: number
}

/** A database with items that wait, lane by lane in turn, and one that can fall silent. */
class FakeShard {
  readonly name: string
  nowMs = 1_000
  asked = 0
  fails = false
  /** Answers come once it resolves. */
  silence: Promise<void> | undefined
  readonly #waiting: Waiting[]
  readonly #leased = new Map<string, Waiting>()
  #lastLane = ''

  constructor(name: string, waiting: readonly Waiting[]) {
    this.name = name
    this.#waiting = [...waiting]
  }

  get ids(): readonly string[] {
    return this.#waiting.map(({ id }) => id)
  }

  get shard(): Shard {
    const store = {
      claimHere: (query: ClaimQuery) => this.#claim(query),
      settle: async (settlements: readonly Settlement[]) => {
        for (const { token } of settlements) {
          this.#waiting.unshift(this.#leased.get(token) as Waiting)
          this.#leased.delete(token)
        }
        return settlements.map(() => 'ok' as const)
      },
    }
    return { name: this.name, store } as unknown as Shard
  }

  async #claim(query: ClaimQuery): Promise<ReadClaim> {
    this.asked += 1
    await this.silence
    if (this.fails) throw new Error(`${this.name} is down`)
    const budget = new BudgetLeft(query.budget)
    const claims: Claim[] = []
    let bytes = 0
    for (let next = this.#next(budget); next !== undefined && claims.length < query.max; next = this.#next(budget)) {
      if (claims.length > 0 && bytes + next.bytes > (query.maxBytes ?? Number.POSITIVE_INFINITY)) break
      bytes += next.bytes
      budget.take(next.lane)
      this.#lastLane = next.lane
      this.#waiting.splice(this.#waiting.indexOf(next), 1)
      const token = `lease of ${next.id}`
      this.#leased.set(token, next)
      const { id, lane } = next
      claims.push({ token, id, lane, state: new Uint8Array(), body: new Uint8Array(next.bytes), deliveries: 1 })
    }
    const more = this.#next(budget)
    return {
      answer: { claims, nowMs: this.nowMs, ...(more !== undefined && { nextInMs: 0 }) },
      ...{ lastLane: claims.at(-1)?.lane, nextLane: this.#next(new BudgetLeft(undefined))?.lane },
      ...{ foreignLane: undefined, layout: 1, known: {} as ReadClaim['known'] },
    }
  }

  /** The oldest item of the lane whose turn is next. */
  #next(budget: BudgetLeft): Waiting | undefined {
    const lanes = [...new Set(this.#waiting.map(({ lane }) => lane))].filter((lane) => budget.has(lane)).sort()
    const lane = lanes.find((each) => each > this.#lastLane) ?? lanes[0]
    return this.#waiting.find((item) => item.lane === lane)
  }
}

const claimsOf = (shards: readonly FakeShard[], patienceMs = 0): ShardedClaims =>
  new ShardedClaims(
    shards.map(({ shard }) => shard),
    { patienceMs, heard: () => {} },
  )
const leaseMs = 60_000
const items = (lane: string, count: number, bytes = 1): readonly Waiting[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${lane}-${n}`, lane, bytes }))
const idsOf = (claims: readonly Claim[]): readonly string[] => claims.map(({ id }) => id)

/** A silence, and its end. */
function silence() {
  let end = (): void => {}
  const promise = new Promise<void>((resolve) => {
    end = resolve
  })
  return { promise, end: () => end() }
}

async function turns(): Promise<void> {
  for (let count = 0; count < 10; count += 1) await setImmediate()
}

afterEach(() => vi.restoreAllMocks())

describe('a share', () => {
  it('is the same for each, but for one, and all together are the whole', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 9 }), (whole, parts) => {
        const shares = Array.from({ length: parts }, (_, part) => share(whole, part, parts))
        expect(shares.reduce((sum, each) => sum + each, 0)).toBe(whole)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
        expect(share(Number.POSITIVE_INFINITY, 0, parts)).toBe(Number.POSITIVE_INFINITY)
      }),
    )
  })
})

describe('a claim from several databases', () => {
  it('hands out as much as its limits allow, each item once, and gives back the rest', async () => {
    const lanes = ['a', 'b', 'c', 'd']
    const waiting = fc.array(fc.record({ lane: fc.constantFrom(...lanes), bytes: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 12,
    })
    const limits = fc.record({
      max: fc.integer({ min: 1, max: 12 }),
      maxBytes: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      each: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      total: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(waiting, { minLength: 1, maxLength: 4 }), limits, async (given, limit) => {
        const { max, maxBytes, each, total } = limit
        const shards = given.map(
          (own, shard) =>
            new FakeShard(
              `s${shard}`,
              own.map((item, n) => ({ ...item, id: `${shard}-${n}` })),
            ),
        )
        const all = shards.flatMap(({ ids }) => ids)
        const budget: LaneBudget | undefined =
          each === undefined ? undefined : { default: each, ...(total !== undefined && { defaultTotal: total }) }
        const claims = claimsOf(shards, 1_000)
        const answer = await claims.claim({
          ...{ max, leaseMs },
          ...(maxBytes !== undefined && { maxBytes }),
          ...(budget && { budget }),
        })
        await claims.finished()
        const taken = idsOf(answer.claims)
        expect([...taken, ...shards.flatMap(({ ids }) => ids)].toSorted()).toEqual(all.toSorted())
        expect(taken.length).toBeLessThanOrEqual(Math.min(max, total === undefined || each === undefined ? max : total))
        const bytes = answer.claims.reduce((sum, { body }) => sum + body.length, 0)
        if (taken.length > 1) expect(bytes).toBeLessThanOrEqual(maxBytes ?? bytes)
        const perLane = lanes.map((lane) => answer.claims.filter((claim) => claim.lane === lane).length)
        expect(Math.max(...perLane)).toBeLessThanOrEqual(each ?? max)
        const left = shards.some(({ ids }) => ids.length > 0)
        if (maxBytes === undefined && budget === undefined) {
          expect(taken.length).toBe(Math.min(max, all.length))
          expect(answer.nextInMs).toBe(left ? 0 : undefined)
        }
        if (taken.length === 0) expect(all.length === 0 || each === 0 || total === 0).toBe(true)
      }),
    )
  })

  it('fills up a budget for all lanes from the databases that have more', async () => {
    const claims = claimsOf([new FakeShard('a', items('a', 9)), new FakeShard('b', items('b', 1))], 1_000)
    const { claims: taken } = await claims.claim({ max: 20, leaseMs, budget: { default: 9, defaultTotal: 8 } })
    expect(taken).toHaveLength(8)
  })

  it('hands out one item, however large, and is followed by another claim at once', async () => {
    const shards = [new FakeShard('a', items('a', 1, 500)), new FakeShard('b', items('b', 1, 500))]
    const claims = claimsOf(shards, 1_000)
    const first = await claims.claim({ max: 10, maxBytes: 100, leaseMs })
    expect([first.claims.length, first.nextInMs]).toEqual([1, 0])
    await turns()
    expect((await claims.claim({ max: 10, maxBytes: 100, leaseMs })).claims).toHaveLength(1)
  })

  it('gives lanes their turns over all databases', async () => {
    const shards = [
      new FakeShard('a', [...items('1', 5), ...items('4', 5)]),
      new FakeShard('b', [...items('2', 5), ...items('5', 5)]),
      new FakeShard('c', [...items('3', 5), ...items('6', 5)]),
      new FakeShard('d', []),
    ]
    const claims = claimsOf(shards, 1_000)
    const lanes: string[] = []
    for (let call = 0; call < 18; call += 1)
      lanes.push(...(await claims.claim({ max: 1, leaseMs })).claims.map(({ lane }) => lane))
    expect(lanes).toEqual([1, 2, 3].flatMap(() => ['1', '2', '3', '4', '5', '6']))
    // The one whose lane has its turn is asked for it at once, with all others.
    expect(shards.map(({ asked }) => asked)).toEqual([18, 18, 18, 18])
  })

  it('names its database in each token', async () => {
    const { claims } = await claimsOf([new FakeShard('a', items('l', 1))]).claim({ max: 1, leaseMs })
    expect(claims.map(({ token }) => token)).toEqual(['a/lease of l-0'])
  })

  it('counts by the clock that is ahead', async () => {
    const [a, b] = [new FakeShard('a', []), new FakeShard('b', [])]
    b.nowMs = 5_000
    expect((await claimsOf([a, b], 1_000).claim({ max: 1, leaseMs })).nowMs).toBe(5_000)
  })

  it('waits for an answer while all databases are asked', async () => {
    const a = new FakeShard('a', items('l', 2))
    const quiet = silence()
    a.silence = quiet.promise
    const claims = claimsOf([a])
    const asking = claims.claim({ max: 1, leaseMs })
    const waiting = claims.claim({ max: 1, leaseMs })
    let isAnswered = false
    void waiting.then(() => (isAnswered = true))
    await turns()
    expect([isAnswered, a.asked]).toEqual([false, 1])
    quiet.end()
    expect(idsOf((await asking).claims)).toEqual(['l-0'])
    expect((await waiting).claims).toEqual([])
  })
})

describe('a database that does not answer in time', () => {
  const both = () => {
    const [quick, slow] = [new FakeShard('quick', items('q', 3)), new FakeShard('slow', items('s', 3))]
    const quiet = silence()
    slow.silence = quiet.promise
    return { quick, slow, quiet, claims: claimsOf([quick, slow]) }
  }

  it('delays no other, is asked once, and what it gives goes to later calls, as much as they want', async () => {
    const { slow, quiet, claims } = both()
    let isAnswered = false
    const answer = claims.claim({ max: 6, leaseMs, budget: { default: 6, defaultTotal: 6 } })
    void answer.then(() => (isAnswered = true))
    while (!isAnswered && slow.asked < 2) await setImmediate()
    expect(slow.asked).toBe(1)
    const first = await answer
    expect([idsOf(first.claims), first.nextInMs]).toEqual([['q-0', 'q-1', 'q-2'], 1_000])
    expect((await claims.claim({ max: 6, leaseMs })).claims).toEqual([])
    expect(slow.asked).toBe(1)
    quiet.end()
    await turns()
    const second = await claims.claim({ max: 1, leaseMs })
    expect([idsOf(second.claims), second.nextInMs]).toEqual([['s-0'], 0])
    const third = await claims.claim({ max: 6, leaseMs })
    expect(idsOf(third.claims)).toEqual(['s-1', 's-2'])
  })

  it('has its items back if they come when too little of their leases is left, or at a close', async () => {
    for (const given of [0, leaseMs]) {
      const { slow, quiet, claims } = both()
      await claims.claim({ max: 6, leaseMs: given })
      quiet.end()
      await turns()
      expect(slow.ids).toEqual([])
      if (given === 0) expect(idsOf((await claims.claim({ max: 1, leaseMs })).claims)).not.toContain('s-0')
      await claims.finished()
      await turns()
      expect(slow.ids.length).toBeGreaterThan(given === 0 ? 1 : 2)
    }
  })

  it('is reported if all of them fail and nothing has come late', async () => {
    const { quick, slow, quiet, claims } = both()
    await claims.claim({ max: 6, leaseMs })
    quick.fails = true
    quiet.end()
    await turns()
    slow.fails = true
    const nowMs = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(nowMs + 3_000)
    const late = await claims.claim({ max: 6, leaseMs })
    expect(idsOf(late.claims)).toEqual(['s-0', 's-1', 's-2'])
    // By our own clock, since the databases last answered.
    expect(late.nowMs).toBeGreaterThanOrEqual(4_000)
    await expect(claims.claim({ max: 6, leaseMs })).rejects.toThrow('is down')
  })
})
