import type { QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock, VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { Noted } from './history/fact.ts'
import { recordCalls, recordEffects } from './history/recorded.ts'
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

/** Draws rates. Half of the seeds omit a kind of fault, so that it cannot mask the others. */
export function drawRates(random: Random): FaultRates {
  const rate = (max: number): number => (random() < 0.5 ? 0 : random() * max)
  return {
    storeFails: rate(0.1),
    answerLost: rate(0.05),
    storeSlow: rate(0.2),
    crash: rate(0.02),
    pause: rate(0.02),
    stop: rate(0.02),
    sinkFails: rate(0.3),
    resolverFails: rate(0.2),
  }
}

interface ProcessWorld {
  readonly clock: VirtualClock
  readonly store: QueueStore
  readonly random: Random
  readonly history: History
  readonly rates: FaultRates
  /** How far the clock of the process is ahead, in milliseconds. */
  readonly skewMs: number
  /** Called when the process has crashed. */
  crashed(): void
  /** Called to stop the process. */
  stop(): void
}

/** A process with faults: its clock and its store. */
export class FaultyProcess {
  readonly name: string
  readonly clock: Clock
  /** The store, as the process reaches it: with faults. */
  readonly store: QueueStore
  alive = true
  rates: FaultRates
  readonly #world: ProcessWorld
  #stops = false
  #pausedUntilMs = 0

  constructor(name: string, world: ProcessWorld) {
    this.name = name
    this.#world = world
    this.rates = world.rates
    const { skewMs } = world
    this.clock = {
      nowMs: () => world.clock.nowMs() + skewMs,
      wakeAt: (atMs, wake) => this.#wakeAt(atMs - skewMs, wake),
    }
    this.store = this.#faultyStore()
  }

  /** Notes what the process does. One that has crashed does nothing, although its promises settle. */
  note(fact: Noted): void {
    if (this.alive) this.#world.history.note(this.name, fact)
  }

  fault(kind: string): void {
    this.#world.history.fault(this.name, kind)
  }

  /** Puts the faults between what the process calls and what takes effect. */
  #faultyStore(): QueueStore {
    const { clock, history } = this.#world
    const nowMs = (): number => clock.nowMs()
    // Effects count even if the process has crashed meanwhile.
    const store = recordEffects(this.#world.store, { note: (fact) => history.note(this.name, fact), nowMs })
    const faulty: QueueStore = {
      capabilities: store.capabilities,
      enqueue: (items) => this.#call('enqueue', () => store.enqueue(items)),
      claim: (query) =>
        this.#call('claim', async () => {
          const answer = await store.claim(query)
          if (this.#isPaused) this.note({ type: 'leases-excused' })
          return answer
        }),
      settle: (settlements) => this.#call('settle', () => store.settle(settlements)),
      extend: (tokens, leaseMs) =>
        this.#call('extend', async () => (await store.extend?.(tokens, leaseMs)) ?? tokens.map(() => 'stale' as const)),
      ...(store.setLaneLimits !== undefined && {
        setLaneLimits: (limits) => this.#call('setLaneLimits', async () => store.setLaneLimits?.(limits)),
      }),
      ...(store.capabilities.shared !== true && {
        onWake: (listener: () => void) => store.onWake?.(() => void this.running().then(listener)) ?? (() => {}),
      }),
      stats: () => store.stats(),
      close: () => store.close(),
    }
    return recordCalls(faulty, { note: (fact) => this.note(fact), nowMs })
  }

  /** Makes a call out of the process, with faults. */
  async #call<Result>(what: string, effect: () => Promise<Result>): Promise<Result> {
    if (this.happens('stop') && !this.#stops) {
      this.#stops = true
      this.#world.stop()
    }
    if (!this.#isPaused && this.happens('pause')) this.#pause(what)
    if (this.happens('storeSlow')) {
      this.#faultOf(what, 'slow')
      await this.sleep(this.#world.random() * 30_000)
    }
    if (this.#happensAt(this.rates.crash / 2)) this.#crash(`before ${what}`)
    await this.running()
    if (this.happens('storeFails')) {
      this.#faultOf(what, 'fails')
      throw new Error(`${what} failed`)
    }
    const result = await effect()
    if (this.#happensAt(this.rates.crash / 2)) this.#crash(`after ${what}`)
    await this.running()
    if (this.happens('answerLost')) {
      this.#faultOf(what, 'answer lost')
      throw new Error(`the answer to ${what} was lost`)
    }
    return result
  }

  happens(fault: keyof FaultRates): boolean {
    return this.#happensAt(this.rates[fault])
  }

  #crash(when: string): void {
    if (!this.alive) return
    this.fault(`crash ${when}`)
    this.note({ type: 'crashed' })
    this.alive = false
    this.#world.crashed()
  }

  #faultOf(what: string, kind: string): void {
    this.fault(`${what} ${kind}`)
    if (what === 'extend' || (what === 'claim' && kind === 'answer lost')) this.note({ type: 'leases-excused' })
  }

  get #isPaused(): boolean {
    return this.#pausedUntilMs > this.#world.clock.nowMs()
  }

  /** Resolves when the process is running; never if it has crashed, or the history is full. */
  async running(): Promise<void> {
    while (this.alive && this.#isPaused) await this.sleep(this.#pausedUntilMs - this.#world.clock.nowMs())
    if (!this.alive || this.#world.history.isFull) await new Promise(() => {})
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.clock.wakeAt(this.#world.clock.nowMs() + Math.ceil(ms), () => resolve())
    })
  }

  #pause(what: string): void {
    this.fault(`pause at ${what}`)
    this.note({ type: 'leases-excused' })
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
