import type { QueueStore, Settlement, SettleResult } from '../queue/queue-store.ts'
import type { CancelWake, Clock, VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { CheckedStore } from './checked-store.ts'
import { CheckedWork } from './checked-work.ts'
import type { History } from './history.ts'

/** Probability of each kind of fault, per call of a port. */
export interface FaultRates {
  /** The store rejects without effect. */
  readonly storeFails: number
  /** The call takes effect, but its answer is lost. */
  readonly answerLost: number
  /** The store takes up to half a minute. */
  readonly storeSlow: number
  /** The process crashes, before or after the effect of the call. */
  readonly crash: number
  /** The process and its timers freeze for up to five minutes. */
  readonly pause: number
  /** The process is stopped as by a deployment, with or without a grace period. */
  readonly stop: number
  /** A destination or dead-letter target rejects. */
  readonly sinkFails: number
  /** The resolver rejects, or takes up to half a minute. */
  readonly resolverFails: number
}

export const noFaults: FaultRates = {
  ...{ storeFails: 0, answerLost: 0, storeSlow: 0, crash: 0, pause: 0, stop: 0, sinkFails: 0, resolverFails: 0 },
}

interface ProcessWorld {
  readonly clock: VirtualClock
  readonly store: CheckedStore
  readonly random: Random
  readonly history: History
  readonly rates: FaultRates
  /** How far the clock of the process is ahead, in milliseconds. */
  readonly skewMs: number
  /** The engines' option `maxDeliveriesWithoutOutcome`. */
  readonly maxWithoutOutcome: number
  /** Called when the process has crashed. */
  crashed(): void
  /** Called to stop the process. */
  stop(): void
}

/** A process with faults: its clock and its store. */
export class FaultyProcess {
  readonly name: string
  readonly clock: Clock
  readonly work: CheckedWork
  alive = true
  rates: FaultRates
  readonly #world: ProcessWorld
  #stops = false
  #pausedUntilMs = 0

  constructor(name: string, world: ProcessWorld) {
    this.name = name
    this.#world = world
    this.rates = world.rates
    this.work = new CheckedWork(name, world)
    const { skewMs } = world
    this.clock = {
      nowMs: () => world.clock.nowMs() + skewMs,
      wakeAt: (atMs, wake) => this.#wakeAt(atMs - skewMs, wake),
    }
  }

  get store(): QueueStore {
    const { store } = this.#world
    return {
      capabilities: store.capabilities,
      enqueue: (items) => this.#call('enqueue', () => store.enqueue(items)),
      claim: (query) =>
        this.#call('claim', async () => {
          const answer = await store.claim(query)
          this.work.claimed(answer.claims, !this.alive || this.#isPaused)
          return answer
        }),
      settle: (settlements) => this.#settle(settlements),
      extend: (tokens, leaseMs) => this.#call('extend', () => store.extend(tokens, leaseMs)),
      ...(store.capabilities.shared !== true && {
        onWake: (listener: () => void) => store.onWake(() => void this.running().then(listener)),
      }),
      stats: () => store.stats(),
      close: () => store.close(),
    }
  }

  async #settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    this.work.settling(settlements)
    try {
      const results = await this.#call('settle', async () => {
        const results = await this.#world.store.settle(settlements)
        this.work.settled(settlements, results)
        return results
      })
      this.work.settleAnswered(settlements, results)
      return results
    } catch (fault) {
      this.work.settleFailed(settlements)
      throw fault
    }
  }

  /** Makes a call out of the process, with faults. */
  async #call<Result>(what: string, effect: () => Promise<Result>): Promise<Result> {
    this.work.called(what)
    if (this.happens('stop') && !this.#stops) {
      this.#stops = true
      this.#world.stop()
    }
    if (!this.#isPaused && this.happens('pause')) this.#pause(what)
    if (this.happens('storeSlow')) {
      this.#fault(what, 'slow')
      await this.sleep(this.#world.random() * 30_000)
    }
    if (this.#happensAt(this.rates.crash / 2)) this.#crash(`before ${what}`)
    await this.running()
    if (this.happens('storeFails')) {
      this.#fault(what, 'fails')
      throw new Error(`${what} failed`)
    }
    const result = await effect()
    if (this.#happensAt(this.rates.crash / 2)) this.#crash(`after ${what}`)
    await this.running()
    if (this.happens('answerLost')) {
      this.#fault(what, 'answer lost')
      throw new Error(`the answer to ${what} was lost`)
    }
    return result
  }

  happens(fault: keyof FaultRates): boolean {
    return this.#happensAt(this.rates[fault])
  }

  #crash(when: string): void {
    if (!this.alive) return
    this.alive = false
    this.#world.history.fault(this.name, `crash ${when}`)
    this.work.excuse()
    this.#world.crashed()
  }

  #fault(what: string, kind: string): void {
    this.#world.history.fault(this.name, `${what} ${kind}`)
    if (what === 'extend' || (what === 'claim' && kind === 'answer lost')) this.work.excuse()
  }

  get #isPaused(): boolean {
    return this.#pausedUntilMs > this.#world.clock.nowMs()
  }

  /** Resolves when the process is running; never if it has crashed. */
  async running(): Promise<void> {
    while (this.alive && this.#isPaused) await this.sleep(this.#pausedUntilMs - this.#world.clock.nowMs())
    if (!this.alive) await new Promise(() => {})
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.clock.wakeAt(this.#world.clock.nowMs() + Math.ceil(ms), () => resolve())
    })
  }

  #pause(what: string): void {
    this.#world.history.fault(this.name, `pause at ${what}`)
    this.work.excuse()
    this.#pausedUntilMs = this.#world.clock.nowMs() + Math.ceil(this.#world.random() * 300_000)
  }

  #wakeAt(atMs: number, wake: () => void): CancelWake {
    let cancelled = false
    const cancel = this.#world.clock.wakeAt(atMs, () => {
      void this.running().then(() => {
        if (!cancelled) wake()
      })
    })
    return () => {
      cancelled = true
      cancel()
    }
  }

  #happensAt(rate: number): boolean {
    return rate > 0 && this.alive && this.#world.random() < rate
  }
}
