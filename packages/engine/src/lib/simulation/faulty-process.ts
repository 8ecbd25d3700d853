import type { ClaimQuery, QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock, VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { History } from './history.ts'

/** Chances of each kind of fault, per call of a port. */
export interface FaultRates {
  /** The store rejects before it has done anything. */
  readonly storeFails: number
  /** The store does it and the answer is lost. */
  readonly answerLost: number
  /** The store takes up to half a minute. */
  readonly storeSlow: number
  /** The process dies, before or after the store has done it. */
  readonly crash: number
  /** The process stands still for up to five minutes, its timers too. */
  readonly pause: number
  /** A destination rejects. */
  readonly sinkFails: number
}

export const noFaults: FaultRates = {
  ...{ storeFails: 0, answerLost: 0, storeSlow: 0, crash: 0, pause: 0, sinkFails: 0 },
}

/** What one process sees of the world, and what the world does to it. */
export class FaultyProcess {
  readonly name: string
  readonly clock: Clock
  alive = true
  rates: FaultRates
  readonly #world: VirtualClock
  readonly #store: QueueStore
  readonly #random: Random
  readonly #history: History
  readonly #onCrash: () => void
  #pausedUntilMs = 0

  constructor(
    name: string,
    world: { clock: VirtualClock; store: QueueStore; random: Random; history: History; rates: FaultRates },
    onCrash: () => void,
  ) {
    this.name = name
    this.#world = world.clock
    this.#store = world.store
    this.#random = world.random
    this.#history = world.history
    this.rates = world.rates
    this.#onCrash = onCrash
    this.clock = { nowMs: () => this.#world.nowMs(), wakeAt: (atMs, wake) => this.#wakeAt(atMs, wake) }
  }

  get store(): QueueStore {
    const { capabilities } = this.#store
    return {
      capabilities,
      enqueue: (items) => this.call('enqueue', () => this.#store.enqueue(items)),
      claim: (query: ClaimQuery) => this.call('claim', () => this.#store.claim(query)),
      settle: (settlements) => this.call('settle', () => this.#store.settle(settlements)),
      extend: (tokens, leaseMs) =>
        this.call('extend', async () => (await this.#store.extend?.(tokens, leaseMs)) ?? tokens.map(() => 'stale')),
      nextDueAtMs: (budget) => this.call('next-due', () => this.#store.nextDueAtMs(budget)),
      stats: () => this.#store.stats(),
      close: () => this.#store.close(),
    }
  }

  /** Does something outside the process, with whatever goes wrong on the way. */
  async call<Result>(what: string, effect: () => Promise<Result>): Promise<Result> {
    const { storeFails, answerLost, storeSlow, crash, pause } = this.rates
    if (this.#happens(pause)) this.#pause(what)
    if (this.#happens(storeSlow)) {
      this.#history.fault(this.name, `${what} slow`)
      await this.sleep(this.#random() * 30_000)
    }
    if (this.#happens(crash / 2)) this.crash(`before ${what}`)
    await this.running()
    if (this.#happens(storeFails)) {
      this.#history.fault(this.name, `${what} fails`)
      throw new Error(`${what} failed`)
    }
    const result = await effect()
    if (this.#happens(crash / 2)) this.crash(`after ${what}`)
    await this.running()
    if (this.#happens(answerLost)) {
      this.#history.fault(this.name, `${what} answer lost`)
      throw new Error(`the answer to ${what} was lost`)
    }
    return result
  }

  crash(when: string): void {
    if (!this.alive) return
    this.alive = false
    this.#history.fault(this.name, `crash ${when}`)
    this.#onCrash()
  }

  /** Goes on when the process does; never, when it is dead. */
  async running(): Promise<void> {
    while (this.alive && this.#pausedUntilMs > this.#world.nowMs())
      await this.sleep(this.#pausedUntilMs - this.#world.nowMs())
    if (!this.alive) await new Promise(() => {})
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.wakeAt(this.#world.nowMs() + Math.ceil(ms), () => resolve())
    })
  }

  #pause(what: string): void {
    this.#history.fault(this.name, `pause at ${what}`)
    this.#pausedUntilMs = this.#world.nowMs() + Math.ceil(this.#random() * 300_000)
  }

  #wakeAt(atMs: number, wake: () => void): CancelWake {
    let cancelled = false
    const cancel = this.#world.wakeAt(atMs, () => {
      void this.running().then(() => {
        if (!cancelled) wake()
      })
    })
    return () => {
      cancelled = true
      cancel()
    }
  }

  #happens(rate: number): boolean {
    return rate > 0 && this.alive && this.#random() < rate
  }
}
