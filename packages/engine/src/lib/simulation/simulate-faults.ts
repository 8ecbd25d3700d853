import { createEngine } from '../loop/engine.ts'
import type { Engine, EngineOptions } from '../loop/engine-options.ts'
import type { Attempt, AttemptResult, Resolution } from '../ports.ts'
import { createMemoryStore } from '../queue/memory-store.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { drained } from '../time/macrotask.ts'
import { type Random, seededRandom } from '../time/seeded-random.ts'
import { type CheckedItem, CheckedStore } from './checked-store.ts'
import { type FaultRates, FaultyProcess, noFaults } from './faulty-process.ts'
import { History } from './history.ts'

export interface FaultSimulationOptions {
  readonly seed: number
  /** Events that are sent; default 40. */
  readonly events?: number
  /** Processes that share the store, each with its engine; default 2. */
  readonly processes?: number
  /** Chances of faults; default: drawn from the seed, so that seeds differ in what goes wrong. */
  readonly rates?: Partial<FaultRates>
  /** The store under test; default: the memory store, which outlives the processes here. */
  readonly openStore?: (clock: VirtualClock) => QueueStore | Promise<QueueStore>
}

export interface FaultSimulationResult {
  readonly seed: number
  readonly events: number
  /** How often each kind of fault was injected. */
  readonly faults: Readonly<Record<string, number>>
  /** What must not have happened and did; empty when all is well. */
  readonly violations: readonly string[]
  /** Everything that happened, in order; the same for the same seed. */
  readonly trace: readonly string[]
  readonly hash: number
}

const startMs = Date.UTC(2026, 0, 1)
/** Events come and faults happen for an hour; then the faults end, and everything must come to its end. */
const faultyForMs = 3_600_000
const drainedWithinMs = 48 * 3_600_000
const poisonId = 'poison'

/**
 * Runs whole engines over one store on a held clock, with crashes, pauses, lost answers, slow and failing stores and
 * sinks, and checks after every step and at the end that nothing was lost, doubled or done too late.
 *
 * What is checked: accepted = running + waiting + ended, counts that never go back, one end for each event and route, no
 * attempt past its age, no more runs than reserved, no lease held twice, and that all ends once the faults do.
 *
 * @example
 * const { violations, trace } = await simulateFaults({ seed: 7 })
 * if (violations.length > 0) console.log(trace.join('\n'))
 */
export async function simulateFaults(options: FaultSimulationOptions): Promise<FaultSimulationResult> {
  const world = new FaultyWorld(options)
  await world.run()
  const { lines, violations, faults, hash } = world.history
  const { seed, events = 40 } = options
  return { seed, events, faults: Object.fromEntries(faults), violations, trace: lines, hash }
}

interface Running {
  readonly process: FaultyProcess
  readonly engine: Engine
}

class FaultyWorld {
  readonly clock = new VirtualClock(startMs)
  readonly history = new History(this.clock)
  readonly #options: FaultSimulationOptions
  readonly #random: Random
  readonly #running: Running[] = []
  readonly #engineOptions: Partial<EngineOptions>
  readonly #functions: readonly Resolution[]
  readonly #quarantined = new Set<string>()
  #rates: FaultRates
  #store: CheckedStore | undefined
  #born = 0
  #unconfirmed = 0

  constructor(options: FaultSimulationOptions) {
    this.#options = options
    this.#random = seededRandom(options.seed)
    this.#rates = { ...this.#drawRates(), ...options.rates }
    this.#functions = Array.from({ length: 1 + this.#below(4) }, (_, index) => this.#drawFunction(index))
    this.#engineOptions = {
      concurrency: this.#below(2) === 0 ? 'wait' : 'as-lambda',
      backpressure: this.#below(3) === 0 ? 'adaptive' : 'off',
      failedDeliveries: this.#below(3) === 0 ? 'keep' : 'drop',
      leaseMs: 10_000 + this.#below(120_000),
      maxInFlight: 1 + this.#below(20),
      maxDeliveriesWithoutOutcome: 10_000,
      ...(this.#below(2) === 0 && { unreservedConcurrency: 1 + this.#below(5) }),
    }
  }

  async run(): Promise<void> {
    const { events = 40, processes = 2, openStore = (clock) => createMemoryStore({ clock }) } = this.#options
    const store = new CheckedStore(await openStore(this.clock), this.clock, this.history)
    this.#store = store
    for (let index = 0; index < processes; index += 1) this.#boot(store)
    const [bytes, other] = [new Uint8Array([1, 2, 3]), new Uint8Array([9])]
    await store.enqueue([{ id: poisonId, lane: 'function:f-0', delayMs: 0, state: bytes, body: other }])
    for (let index = 0; index < events; index += 1) this.#send(index)
    this.clock.wakeAt(startMs + faultyForMs, () => this.#endFaults())
    await this.#drive(store)
    this.#checkEnds(store)
  }

  async #drive(store: CheckedStore): Promise<void> {
    for (let step = 0; ; step += 1) {
      await drained()
      if (step % 8 === 0) await store.checkNothingLost()
      const nextMs = this.clock.nextWakeAtMs()
      if (nextMs === undefined) break
      if (nextMs > startMs + drainedWithinMs) return this.history.violation('not everything came to its end')
      this.clock.advanceToMs(nextMs)
    }
    await store.checkNothingLost()
  }

  #boot(store: QueueStore): void {
    this.#born += 1
    const world = { clock: this.clock, store, random: this.#random, history: this.history, rates: this.#rates }
    const process = new FaultyProcess(`p${this.#born}`, world, () => {
      this.#running.splice(
        this.#running.findIndex((one) => one.process === process),
        1,
      )
      this.clock.wakeAt(this.clock.nowMs() + 1_000 + this.#below(60_000), () => this.#boot(store))
    })
    const running = new Map<string, number>()
    const deliver = (): Promise<void> => this.#deliver(process)
    const engine = createEngine({
      ...this.#engineOptions,
      store: process.store,
      clock: process.clock,
      seed: this.#below(2 ** 31),
      resolve: ({ functionName }) => this.#functions[Number(functionName.slice(2))] as Resolution,
      invoke: (attempt) => this.#invoke(process, running, attempt),
      deliver,
      deliverDeadLetter: deliver,
      quarantine: async ({ id, state, body }) => {
        if (state.length !== 3 || body[0] !== 9) this.history.violation(`${id} was put in quarantine with other bytes`)
        this.#quarantined.add(id)
      },
      onFault: () => {},
    })
    this.#running.push({ process, engine })
  }

  /** A client that sends until it is told that the event is there. */
  #send(index: number): void {
    const requestId = `r-${index}`
    const functionName = `f-${this.#below(this.#functions.length)}`
    this.#unconfirmed += 1
    const attempt = (): void => {
      const engine = this.#running[this.#below(this.#running.length)]?.engine
      if (engine === undefined) {
        later()
        return
      }
      let answered = false
      const answer = (result: string): void => {
        if (answered) return
        answered = true
        cancel()
        if (result === 'accepted' || result === 'duplicate') this.#unconfirmed -= 1
        else later()
      }
      const cancel = this.clock.wakeAt(this.clock.nowMs() + 60_000, () => answer('no answer'))
      const payload = new TextEncoder().encode(`{"n":${index}}`)
      engine.accept({ requestId, reference: { functionName }, payload }).then(answer, () => answer('rejected'))
    }
    const later = (): void => {
      this.clock.wakeAt(this.clock.nowMs() + 1 + this.#below(30_000), attempt)
    }
    this.clock.wakeAt(startMs + this.#below(faultyForMs / 2), attempt)
  }

  async #invoke(process: FaultyProcess, running: Map<string, number>, attempt: Attempt): Promise<AttemptResult> {
    const { requestId, reference } = attempt
    const { functionName } = reference
    const { config, reservedConcurrency } = this.#functions[Number(functionName.slice(2))] as Resolution
    const ageMs = this.clock.nowMs() - (this.#store?.items.get(requestId)?.acceptedAtMs ?? 0)
    if (ageMs >= (config.MaximumEventAgeInSeconds ?? 21_600) * 1_000)
      this.history.violation(`${requestId} was attempted at an age of ${ageMs} ms`)
    const now = (running.get(functionName) ?? 0) + 1
    running.set(functionName, now)
    if (now > (reservedConcurrency ?? Number.POSITIVE_INFINITY))
      this.history.violation(`${functionName} ran ${now} times at once in ${process.name}`)
    this.history.note(process.name, `run ${requestId}`)
    // Some runs take longer than any lease.
    await process.sleep(this.#random() ** 4 * 300_000)
    await process.running()
    running.set(functionName, (running.get(functionName) ?? 1) - 1)
    return this.#drawResult()
  }

  async #deliver(process: FaultyProcess): Promise<void> {
    await process.sleep(this.#random() * 2_000)
    await process.running()
    if (this.#random() >= this.#rates.sinkFails) return
    this.history.fault(process.name, 'sink fails')
    throw new Error('the sink failed')
  }

  #drawResult(): AttemptResult {
    const drawn = this.#random()
    const payload = new TextEncoder().encode('{"errorMessage":"no"}')
    if (drawn < 0.4) return { outcome: 'functionError', executedVersion: '$LATEST', payload }
    if (drawn < 0.5) return { outcome: 'throttle' }
    if (drawn < 0.55) return { outcome: 'systemError', statusCode: 502 }
    if (drawn < 0.6) return { outcome: 'notFound' }
    return { outcome: 'success', executedVersion: '$LATEST' }
  }

  #endFaults(): void {
    this.history.note('world', 'the faults end')
    this.#rates = noFaults
    for (const { process } of this.#running) process.rates = noFaults
  }

  #checkEnds({ items }: CheckedStore): void {
    if (this.#unconfirmed > 0) this.history.violation(`${this.#unconfirmed} events were never confirmed`)
    if (!this.#quarantined.has(poisonId)) this.history.violation('the poison item was not put in quarantine')
    for (const item of items.values()) {
      if (item.done !== 1) this.history.violation(`${item.id} was accepted and ended ${item.done} times`)
      if (/^r-\d+$/.test(item.id)) this.#checkRoutes(item, items)
    }
  }

  /** Every function here has both destinations and a dead-letter target: an end leads to OnSuccess, or to the other two. */
  #checkRoutes({ id, outbox }: CheckedItem, items: ReadonlyMap<string, CheckedItem>): void {
    const routes = outbox.map((itemId) => itemId.slice(id.length + 1)).join()
    if (routes !== 'OnSuccess' && routes !== 'DeadLetter,OnFailure')
      this.history.violation(`${id} led to ${routes || 'nothing'}`)
    for (const itemId of outbox) if (items.get(itemId)?.done !== 1) this.history.violation(`${itemId} did not end once`)
  }

  #drawFunction(index: number): Resolution {
    const arn = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
    return {
      functionArn: arn('lambda', `function:f-${index}:$LATEST`),
      target: 'present',
      deadLetterTargetArn: arn('sqs', `dead-${index}`),
      config: {
        MaximumRetryAttempts: this.#below(3),
        MaximumEventAgeInSeconds: [60, 120, 600, 3_600, 21_600][this.#below(5)] ?? 60,
        OnSuccess: arn('sqs', 'successes'),
        OnFailure: arn('sqs', 'failures'),
      },
      ...(this.#below(2) === 0 && { reservedConcurrency: 1 + this.#below(3) }),
    }
  }

  /** Half of the seeds leave a kind of fault out, so that it cannot hide what the others do. */
  #drawRates(): FaultRates {
    const rate = (most: number): number => (this.#below(2) === 0 ? 0 : this.#random() * most)
    return {
      storeFails: rate(0.1),
      answerLost: rate(0.05),
      storeSlow: rate(0.2),
      crash: rate(0.02),
      pause: rate(0.02),
      sinkFails: rate(0.3),
    }
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }
}
