import { setTimeout } from 'node:timers/promises'
import type { Claim, ClaimAnswer, ClaimQuery } from '@async-invoke/engine'
import { BudgetLeft } from '@async-invoke/engine/schedule'
import type { ReadClaim } from '../statements/claim.ts'
import type { Shard } from './shard.ts'
import { shardToken } from './shard-token.ts'

export interface ShardedClaimsOptions {
  /** How long a claim waits for a database once another has answered, in milliseconds. */
  readonly patienceMs: number
  /** Called for each answer. */
  readonly heard: (shard: Shard, read: ReadClaim) => void
}

/** When to ask again if a database does not answer, in milliseconds. */
const troubledMs = 1_000

/** A claim that came too late for the call that asked. */
interface LateClaim {
  readonly claim: Claim
  readonly shard: Shard
  /** From then on, too little of its lease is left. */
  readonly untilMs: number
}

/** What a call has taken so far, within its limits. */
class Basket {
  readonly claims: Claim[] = []
  /** Claims beyond the limits, to be released. */
  readonly excess = new Map<Shard, string[]>()
  readonly #query: ClaimQuery
  readonly #budget: BudgetLeft
  #bytes = 0

  constructor(query: ClaimQuery) {
    this.#query = query
    this.#budget = new BudgetLeft(query.budget)
  }

  get wanted(): number {
    return this.#query.max - this.claims.length
  }

  /** Takes a claim, or leaves it to be released. */
  add(shard: Shard, claim: Claim): void {
    const { lane, state, body, token } = claim
    const bytes = this.#bytes + state.length + body.length
    const fits = this.claims.length === 0 || bytes <= (this.#query.maxBytes ?? Number.POSITIVE_INFINITY)
    if (this.wanted < 1 || !fits || !this.#budget.has(lane)) {
      this.excess.set(shard, [...(this.excess.get(shard) ?? []), token])
      return
    }
    this.#budget.take(lane)
    this.#bytes = bytes
    this.claims.push({ ...claim, token: shardToken(shard.name, token) })
  }

  /** The query for what is left: for one of `parts` databases, whose number is `part`. */
  query(part = 0, parts = 1): ClaimQuery {
    const { maxBytes, ...query } = this.#query
    const bytes = maxBytes && { maxBytes: Math.max(1, Math.floor((maxBytes - this.#bytes) / parts)) }
    const left = this.#budget.remaining()
    const budget = left && {
      budget: { ...left, defaultTotal: share(left.defaultTotal ?? Number.POSITIVE_INFINITY, part, parts) },
    }
    return { ...query, max: share(Math.max(0, this.wanted), part, parts), ...bytes, ...budget }
  }
}

/** The part of a number that the nth of several gets; of infinity, infinity. */
export function share(whole: number, part: number, parts: number): number {
  return Math.floor(whole / parts) + (part < whole % parts ? 1 : 0)
}

/**
 * Claims from several databases: from each its share at first, and what is then missing from those that have more, in the order in
 * which their lanes have turns. One that does not answer in time delays no other: its claims go to a later call.
 */
export class ShardedClaims {
  readonly #shards: readonly Shard[]
  readonly #options: ShardedClaimsOptions
  readonly #busy = new Set<Shard>()
  readonly #late: LateClaim[] = []
  readonly #pending = new Set<Promise<unknown>>()
  readonly #nextLanes = new Map<Shard, string | undefined>()
  #lastLane = ''
  /** The time of the databases when one last answered. */
  #seen = { nowMs: Date.now(), atMs: performance.now() }

  constructor(shards: readonly Shard[], options: ShardedClaimsOptions) {
    this.#shards = shards
    this.#options = options
  }

  async claim(query: ClaimQuery): Promise<ClaimAnswer> {
    const basket = new Basket(query)
    this.#addLate(basket)
    const asked = this.#inTurn(this.#shards).filter((shard) => !this.#busy.has(shard))
    if (asked.length === 0) await Promise.race(this.#pending)
    const answers = new Map<Shard, ReadClaim>()
    const note = (shard: Shard, read: ReadClaim): void => {
      answers.set(shard, read)
      this.#nextLanes.set(shard, read.nextLane)
      this.#lastLane = read.lastLane ?? this.#lastLane
      for (const claim of read.answer.claims) basket.add(shard, claim)
    }
    const queries = new Map(asked.map((shard, part) => [shard, basket.query(part, asked.length)]))
    const failure = await this.#ask(queries, note)
    // Those with a smaller part of the whole budget may have more than they say.
    const isPart = query.budget?.defaultTotal !== undefined
    const more = asked.filter((shard) => answers.get(shard)?.answer.nextInMs === 0 || isPart)
    for (const shard of this.#inTurn(more))
      if (basket.wanted > 0 && !this.#busy.has(shard)) await this.#ask(new Map([[shard, basket.query()]]), note)
    for (const [shard, tokens] of basket.excess) this.#release(shard, tokens)
    if (answers.size === 0 && basket.claims.length === 0 && failure !== undefined) throw failure.error
    return this.#answer(basket, answers)
  }

  /** The databases in the order in which lanes have their turns: by the next lane of each, from the last one on. */
  #inTurn(shards: readonly Shard[]): readonly Shard[] {
    const last = Buffer.from(this.#lastLane)
    const place = (shard: Shard): { readonly lap: number; readonly lane: Buffer } => {
      const next = this.#nextLanes.get(shard)
      const lane = Buffer.from(next ?? '')
      const lap = Buffer.compare(lane, last) > 0 ? 0 : 1
      return { lap: next === undefined ? 2 : lap, lane }
    }
    const places = shards.map((shard) => ({ shard, ...place(shard) }))
    return places.sort((a, b) => a.lap - b.lap || Buffer.compare(a.lane, b.lane)).map(({ shard }) => shard)
  }

  /** Waits for calls in progress; what comes from them is released. */
  async finished(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
    for (const { shard, claim } of this.#late.splice(0)) this.#release(shard, [claim.token])
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  #answer({ claims, excess }: Basket, answers: ReadonlyMap<Shard, ReadClaim>): ClaimAnswer {
    const read = [...answers.values()].map(({ answer }) => answer)
    const nexts = read.flatMap(({ nextInMs }) => nextInMs ?? [])
    if (answers.size < this.#shards.length) nexts.push(troubledMs)
    if (excess.size > 0 || this.#late.length > 0) nexts.push(0)
    const elapsedMs = performance.now() - this.#seen.atMs
    // Of clocks that differ, the one that is ahead: nothing is handed out before it is due.
    if (read.length > 0) this.#seen = { nowMs: Math.max(...read.map(({ nowMs }) => nowMs)), atMs: performance.now() }
    return {
      claims,
      nowMs: read.length > 0 ? this.#seen.nowMs : Math.floor(this.#seen.nowMs + elapsedMs),
      ...(nexts.length > 0 && { nextInMs: Math.min(...nexts) }),
    }
  }

  /** Asks databases at the same time, and goes on without those that are slow; returns a failure if there was one. */
  async #ask(
    queries: ReadonlyMap<Shard, ClaimQuery>,
    note: (shard: Shard, read: ReadClaim) => void,
  ): Promise<{ readonly error: unknown } | undefined> {
    let failure: { readonly error: unknown } | undefined
    let isOver = false
    const calls = [...queries].map(async ([shard, query]) => {
      const askedAtMs = performance.now()
      this.#busy.add(shard)
      try {
        const read = await shard.store.claimHere(query)
        this.#options.heard(shard, read)
        if (isOver) this.#keep(shard, read, askedAtMs + query.leaseMs / 3)
        else note(shard, read)
      } catch (error) {
        failure = { error }
        throw error
      } finally {
        this.#busy.delete(shard)
      }
    })
    for (const call of calls) this.#follow(call)
    const all = Promise.allSettled(calls)
    await Promise.any(calls).then(
      () => Promise.race([all, setTimeout(this.#options.patienceMs, undefined, { ref: false })]),
      () => {},
    )
    isOver = true
    return failure
  }

  #follow(call: Promise<unknown>): void {
    this.#pending.add(call)
    const forget = (): boolean => this.#pending.delete(call)
    call.then(forget, forget)
  }

  #keep(shard: Shard, { answer }: ReadClaim, untilMs: number): void {
    for (const claim of answer.claims) this.#late.push({ shard, claim, untilMs })
  }

  #addLate(basket: Basket): void {
    for (const late of this.#late.splice(0)) {
      const { shard, claim, untilMs } = late
      if (performance.now() >= untilMs) this.#release(shard, [claim.token])
      else if (basket.wanted > 0) basket.add(shard, claim)
      else this.#late.push(late)
    }
  }

  /** Gives leases back; those that cannot be given back end by themselves. */
  #release(shard: Shard, tokens: readonly string[]): void {
    const released = shard.store.settle(tokens.map((token) => ({ token, to: 'release' })))
    this.#follow(released.catch(() => {}))
  }
}
