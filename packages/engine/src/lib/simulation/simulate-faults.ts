import { createEngineLoop } from '../loop/engine-loop.ts'
import type { EngineLoop, EngineOptions } from '../loop/engine-options.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { PoisonItem } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { macrotask } from '../time/macrotask.ts'
import { type Random, seededRandom } from '../time/seeded-random.ts'
import { FaultyClient } from './faulty-client.ts'
import { FaultyFunctions } from './faulty-functions.ts'
import { drawRates, type FaultRates, FaultyProcess, noFaults } from './faulty-process.ts'
import type { Noted } from './history/fact.ts'
import { metricFact, recordStore, timelineFact } from './history/recorded.ts'
import { History } from './history.ts'
import { PendingCalls } from './pending-calls.ts'

/** Options of {@link simulateFaults}. */
export interface FaultSimulationOptions {
  /** Seed for all random choices. */
  readonly seed: number
  /**
   * Number of events to send.
   *
   * @defaultValue `40`
   */
  readonly events?: number
  /**
   * Number of processes that share the store, each with an engine.
   *
   * @defaultValue `2`
   */
  readonly processes?: number
  /**
   * Probabilities of faults.
   *
   * @defaultValue drawn from the seed, so that seeds differ in what goes wrong
   */
  readonly rates?: Partial<FaultRates>
  /**
   * Whether the store is on a server: its clock is the server's, the clocks of the processes are up to a minute off, nothing
   * announces items, one more process accepts and runs none, and some events are queued without an engine.
   *
   * @defaultValue `false`
   */
  readonly remote?: boolean
  /**
   * How long events are sent and faults happen, in milliseconds.
   *
   * @defaultValue an hour; ten minutes with `remote`, where a store is asked all the time
   */
  readonly faultyForMs?: number
  /**
   * Opens the store under test.
   *
   * @defaultValue the memory store, which outlives the simulated processes
   */
  readonly openStore?: (clock: VirtualClock) => QueueStore | Promise<QueueStore>
}

/** Result of {@link simulateFaults}. */
export interface FaultSimulationResult {
  readonly seed: number
  readonly events: number
  /** Number of injected faults by kind. */
  readonly faults: Readonly<Record<string, number>>
  /** Violated promises; empty if all is well. */
  readonly violations: readonly string[]
  /** Everything that happened, in order. The same seed gives the same trace. */
  readonly trace: readonly string[]
  /** Hash of the trace, to compare runs. */
  readonly hash: number
}

const startMs = Date.UTC(2026, 0, 1)
/** Events and faults occur for an hour. Then the faults end, and every event must end. */
const faultyForMs = 3_600_000
/** Less for a remote store, which is asked once a second. */
const remoteFaultyForMs = 600_000
const drainedWithinMs = 48 * 3_600_000
const maxSkewMs = 61_000
/** More than ten times the steps that the longest runs take: an engine that never rests is a violation and no hang. */
const maxSteps = 100_000
const maxStepsPerEvent = 2_000
const poisonId = 'poison'
/** How wrong a process may be about the time of a remote store. */
const maxClockErrorMs = 3_000

/**
 * Runs engines over one store on a held clock, with crashes, pauses, stops, lost answers, and slow or failing stores,
 * destinations and resolvers. Everything that happens goes to a checker, which finds what was lost, duplicated, early, late or
 * reported wrongly.
 *
 * - Events: each one confirmed to its client is in the store and ends once; accepted = running + waiting + ended; attempts and
 *   failures are counted on as they happened; records and dead letters are the expected ones byte for byte.
 * - Runs: none past its maximum age, before it is due or after the end, none beyond reserved concurrency, over all processes where the store keeps to it, no lease held twice, and
 *   none repeated without a fault that explains it.
 * - Processes: quarantine exactly after `maxDeliveriesWithoutOutcome`; a timeline and metrics that report what the store has
 *   committed, all of it and not before; a stop that resolves, claims nothing more and settles everything claimed.
 *
 * A run that does not come to its end is a violation, too.
 *
 * @example
 * ```ts
 * const { violations, trace } = await simulateFaults({ seed: 7 })
 * if (violations.length > 0) console.log(trace.join('\n'))
 * ```
 */
export async function simulateFaults(options: FaultSimulationOptions): Promise<FaultSimulationResult> {
  const world = new FaultyWorld(options)
  await world.run()
  const { lines, violations, faults, hash } = world.history
  const { seed, events = 40 } = options
  return { seed, events, faults: Object.fromEntries(faults), violations, trace: lines, hash }
}

class FaultyWorld {
  readonly clock = new VirtualClock(startMs)
  readonly history: History
  readonly #functions: FaultyFunctions
  readonly #options: FaultSimulationOptions
  readonly #random: Random
  /** Processes that accept events. */
  readonly #running = new Map<FaultyProcess, EngineLoop>()
  readonly #processes: FaultyProcess[] = []
  readonly #engineOptions: Partial<EngineOptions>
  readonly #maxWithoutOutcome: number
  readonly #remote: boolean
  readonly #calls = new PendingCalls()
  readonly #faultyForMs: number
  #rates: FaultRates
  #isPoisonOut = false

  constructor(options: FaultSimulationOptions) {
    this.#options = options
    this.#random = seededRandom(options.seed)
    this.#remote = options.remote ?? false
    this.#faultyForMs = options.faultyForMs ?? (this.#remote ? remoteFaultyForMs : faultyForMs)
    this.#rates = { ...drawRates(this.#random), ...options.rates }
    // Either small, so that crashes produce poison, or too large to matter.
    this.#maxWithoutOutcome = this.#below(3) === 0 ? 1 + this.#below(4) : 10_000
    this.#engineOptions = {
      concurrency: this.#below(2) === 0 ? 'wait' : 'as-lambda',
      backpressure: this.#below(3) === 0 ? 'adaptive' : 'off',
      failedDeliveries: this.#below(3) === 0 ? 'keep' : 'drop',
      // Even: leases are renewed at half their length, and stores count whole milliseconds.
      leaseMs: 10_000 + 2 * this.#below(60_000),
      maxInFlight: 1 + this.#below(20),
      maxDeliveriesWithoutOutcome: this.#maxWithoutOutcome,
      ...(this.#below(2) === 0 && { unreservedConcurrency: 1 + this.#below(5) }),
    }
    this.#functions = new FaultyFunctions({ random: this.#random, remote: this.#remote }, this.#engineOptions)
    const maxLines = maxSteps + maxStepsPerEvent * (options.events ?? 40)
    this.history = new History(this.clock, maxLines, {
      functionOf: (functionName) => this.#functions.promisesOf(functionName),
      maxWithoutOutcome: this.#maxWithoutOutcome,
      maxClockErrorMs: this.#remote ? maxClockErrorMs : 0,
    })
  }

  async run(): Promise<void> {
    const { events = 40, processes = 2, openStore } = this.#options
    const { clock, history } = this
    const opened = (await openStore?.(clock)) ?? createMemoryStore({ clock })
    if (this.#remote) Object.assign(opened, { capabilities: { ...opened.capabilities, clock: 'server', shared: true } })
    const store = openStore === undefined ? opened : this.#calls.of(opened)
    this.#functions.limitsInStore = store.capabilities.laneLimits === 'fleet'
    for (let index = 0; index < processes; index += 1) this.#boot(store)
    // A process that accepts and delivers, and runs nothing.
    if (this.#remote) this.#boot(store, [])
    const note = (fact: Noted): void => history.note('client', fact)
    const direct = recordStore(store, { note, nowMs: () => clock.nowMs() })
    const [bytes, other] = [new Uint8Array([1, 2, 3]), new Uint8Array([9])]
    await direct.enqueue([{ id: poisonId, lane: 'function:f-0', delayMs: 0, state: bytes, body: other }])
    const engine = (): EngineLoop | undefined => [...this.#running.values()][this.#below(this.#running.size)]
    const client = new FaultyClient({
      clock,
      history,
      random: this.#random,
      remote: this.#remote,
      store: direct,
      engine,
    })
    for (let index = 0; index < events; index += 1)
      client.send(`r-${index}`, this.#functions.drawName(), startMs + this.#below(this.#faultyForMs / 2))
    clock.wakeAt(startMs + this.#faultyForMs, () => this.#endFaults())
    await this.#drive(store)
    history.finish()
    if (!this.#remote) await this.#checkDrained()
    if (!this.#isPoisonOut) history.violation('the poison item was not put in quarantine')
  }

  async #drive(store: QueueStore): Promise<void> {
    for (let step = 0; ; step += 1) {
      await this.#calls.ended()
      if (step >= this.history.maxLines || this.history.isFull)
        return this.history.violation(`not everything came to its end within ${step} steps`)
      if (step % 8 === 0) await this.#count(store)
      const nextMs = this.clock.nextWakeAtMs()
      if (nextMs === undefined) break
      if (this.#remote && (await this.#isOver(store, nextMs))) break
      if (nextMs > startMs + drainedWithinMs) return this.history.violation('not everything came to its end')
      this.clock.advanceToMs(nextMs)
    }
    await this.#count(store)
  }

  async #count(store: QueueStore): Promise<void> {
    const { ready, delayed, leased } = await store.stats()
    this.history.note('world', { type: 'counted', items: ready + delayed + leased })
  }

  /** True once the faults have ended and the queue is empty: engines ask a remote store for ever. */
  async #isOver(store: QueueStore, nextMs: number): Promise<boolean> {
    if (nextMs < startMs + 2 * this.#faultyForMs) return false
    const { ready, delayed, leased } = await store.stats()
    return ready + delayed + leased === 0
  }

  /** Checks that every engine that is left finds the queue empty. */
  async #checkDrained(): Promise<void> {
    for (const [{ name }, engine] of this.#running) {
      let isDrained = false
      void engine.drained().then(() => {
        isDrained = true
      })
      await macrotask()
      if (!isDrained) this.history.violation(`${name} was not drained at the end`)
    }
  }

  #boot(store: QueueStore, serves?: readonly string[]): void {
    const { clock, history } = this
    const functions = this.#functions
    let isGone = false
    const leave = (): void => {
      isGone = true
      this.#running.delete(process)
    }
    // After the end of the old one: an engine finds another engine's items when it starts, but not while it is idle.
    const replace = (): void => {
      clock.wakeAt(clock.nowMs() + 1_000 + this.#below(60_000), () => this.#boot(store, serves))
    }
    const process = new FaultyProcess(`p${this.#processes.length + 1}`, {
      ...{ clock, store, history, random: this.#random, rates: this.#rates },
      skewMs: this.#remote ? this.#below(2 * maxSkewMs) - maxSkewMs : 0,
      crashed: () => {
        leave()
        replace()
      },
      stop: () => {
        leave()
        // Not within the call to the store: a process is stopped from outside.
        process.clock.wakeAt(process.clock.nowMs(), () => void this.#stop(process, engine).then(replace))
      },
    })
    this.#processes.push(process)
    const engine = createEngineLoop({
      ...this.#engineOptions,
      ...(serves !== undefined && { serves }),
      store: process.store,
      clock: process.clock,
      seed: this.#below(2 ** 31),
      resolve: ({ functionName }) => functions.resolve(process, functionName),
      invoke: (attempt) => functions.invoke(process, attempt),
      deliver: (delivery) => functions.deliver(process, delivery),
      deliverDeadLetter: (delivery) => functions.deliver(process, delivery),
      quarantine: (item) => this.#quarantine(process, item),
      onTimeline: (entry) => process.note(timelineFact(entry)),
      onMetric: (metric) => process.note(metricFact(metric)),
      onFault: () => {},
    })
    // The first call to the store may have crashed it.
    if (!isGone) this.#running.set(process, engine)
  }

  /** Stops a process as a deployment does: it finishes what it can within its grace period, and another one replaces it. */
  async #stop(process: FaultyProcess, engine: EngineLoop): Promise<void> {
    const graceMs = this.#below(2) * this.#below(60_000)
    this.history.fault(process.name, graceMs > 0 ? 'stop with grace' : 'stop')
    process.note({ type: 'stopping', graceMs })
    try {
      await engine.stop({ graceMs })
    } catch (error) {
      this.history.violation(`the stop of ${process.name} failed: ${String(error)}`)
    }
    await process.running()
    process.note({ type: 'stopped' })
  }

  async #quarantine(process: FaultyProcess, item: PoisonItem): Promise<void> {
    const { id, state, body, reason } = item
    if (reason === 'undecodable-state' && (id !== poisonId || state.length !== 3 || body[0] !== 9))
      this.history.violation(`${id} was put in quarantine with other bytes`)
    if (id === poisonId) this.#isPoisonOut = true
    process.note({ type: 'quarantined', id, reason })
  }

  #endFaults(): void {
    this.history.note('world', { type: 'note', text: 'the faults end' })
    this.#rates = noFaults
    for (const process of this.#processes) process.rates = noFaults
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }
}
