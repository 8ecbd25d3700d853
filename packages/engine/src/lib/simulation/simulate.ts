import { ConcurrencyPool, type SlotKind } from '../concurrency/concurrency-pool.ts'
import type { AttemptOutcome } from '../decide/attempt-outcome.ts'
import { ease, tighten } from '../decide/back-pressure.ts'
import {
  type Decision,
  decideExpiry,
  decideNext,
  type Terminal,
  type TerminalCondition,
} from '../decide/decide-next.ts'
import { drawInGroup } from '../decide/throttled-group.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import { ReadyLanes } from '../queue/ready-lanes.ts'
import { TimingWheel } from '../queue/timing-wheel.ts'
import { type Random, seededRandom } from '../time/seeded-random.ts'
import { PendingEvents } from './simulated-events.ts'
import {
  createTally,
  resultOf,
  type SimulatedFunction,
  type SimulationOptions,
  type SimulationResult,
  type Tally,
} from './simulation.ts'

const none = -1
/** Handle of the next arrival; handles of events begin at 1. */
const arrival = 0
const throttle: AttemptOutcome = { outcome: 'throttle' }
const systemError: AttemptOutcome = { outcome: 'systemError', statusCode: 500 }
const success: AttemptOutcome = { outcome: 'success', executedVersion: '$LATEST' }
const functionError: AttemptOutcome = { outcome: 'functionError', executedVersion: '$LATEST' }

/**
 * Runs millions of events through the retry rules in one call, with the same decisions, concurrency and back-pressure as
 * `createEngine` but simulated time and functions. Everything random comes from the seed, so that a run can be repeated.
 *
 * A pending event takes about 46 bytes, an event that has ended none.
 *
 * @throws `RangeError` if more than `maxPending` events are pending, or if there are no functions
 *
 * @example
 * ```ts
 * simulate({
 *   seed: 1,
 *   arrivals: { events: 100_000, perSecond: 1_000 },
 *   functions: [{ name: 'orders', durationMs: 200, errorRate: 0.05, reservedConcurrency: 100 }],
 * }).outcomes.RetriesExhausted // number of events that failed for good
 * ```
 */
export function simulate(options: SimulationOptions): SimulationResult {
  return new Simulation(options).run()
}

class Simulation {
  readonly #options: SimulationOptions
  readonly #random: Random
  readonly #tallies: readonly Tally[]
  readonly #shares: Float64Array
  readonly #equalShares: boolean
  readonly #waits: boolean
  readonly #adaptive: boolean
  readonly #pool: ConcurrencyPool
  readonly #wheel = new TimingWheel()
  readonly #events: PendingEvents
  readonly #unsettled: UnsettledChoices
  /** Events that wait for a slot: of their function's reserved concurrency, or of the pool, whose functions take turns. */
  readonly #waitingForOwn = new ReadyLanes()
  readonly #waitingForPool = new ReadyLanes()
  #arrived = 0
  #steps = 0
  #hash = 0

  constructor(options: SimulationOptions) {
    const { functions, seed, unsettled = {} } = options
    if (functions.length === 0) throw new RangeError('a simulation needs at least one function')
    this.#options = options
    this.#random = seededRandom(seed)
    this.#unsettled = unsettled
    this.#tallies = functions.map(createTally)
    let sum = 0
    this.#shares = Float64Array.from(functions, ({ share = 1 }) => (sum += share))
    this.#equalShares = functions.every(({ share = 1 }) => share === (functions[0]?.share ?? 1))
    this.#waits = options.concurrency === 'wait'
    this.#adaptive = options.backpressure === 'adaptive'
    this.#pool = new ConcurrencyPool(options.unreservedConcurrency)
    this.#events = new PendingEvents(options.maxPending ?? 20_000_000)
  }

  run(): SimulationResult {
    const wheel = this.#wheel
    const events = this.#events
    if (this.#options.arrivals.events > 0) wheel.insert(arrival, 0)
    let nowMs = 0
    for (let handle = this.#next(); handle !== none; handle = this.#next()) {
      nowMs = wheel.dueMsOf(handle)
      this.#steps += 1
      this.#hash = (Math.imul(this.#hash, 31) + handle + nowMs) | 0
      if (handle === arrival) this.#arrive(nowMs)
      else if (events.isRunning(handle)) this.#finish(handle, nowMs)
      else this.#offer(handle, nowMs)
    }
    return {
      seed: this.#options.seed,
      events: this.#arrived,
      steps: this.#steps,
      endedAtMs: nowMs,
      peakPending: events.peak,
      hash: this.#hash >>> 0,
      ...summed(this.#tallies),
      functions: this.#tallies.map(resultOf),
    }
  }

  #next(): number {
    return this.#wheel.popDue(Number.POSITIVE_INFINITY)
  }

  #arrive(nowMs: number): void {
    const { events: total, perSecond } = this.#options.arrivals
    const handle = this.#events.add(this.#drawFunction(), nowMs)
    this.#arrived += 1
    this.#tallyOf(handle).events += 1
    this.#offer(handle, nowMs)
    if (this.#arrived >= total) return
    const gapMs = (-Math.log(1 - this.#random()) * 1_000) / perSecond
    this.#wheel.insert(arrival, nowMs + Math.floor(gapMs))
  }

  /** Starts a due event, queues it behind others of its function, or throttles it. */
  #offer(handle: number, nowMs: number): void {
    const tally = this.#tallyOf(handle)
    const { load } = tally
    const held = this.#adaptive && load.running >= Math.floor(load.pressure.window) && load.running > 0
    const behind = this.#waits && this.#queueOf(tally).countOf(tally.index) > 0
    if (held || behind) this.#queueOf(tally).append(handle, tally.index)
    else if (!this.#start(handle, tally, nowMs)) {
      if (this.#waits) this.#queueOf(tally).append(handle, tally.index)
      else this.#throttled(handle, tally, nowMs)
    }
  }

  /** Starts an event, or ends it if it has expired. False if no slot is free. */
  #start(handle: number, tally: Tally, nowMs: number): boolean {
    const events = this.#events
    if (nowMs - events.acceptedAtMs(handle) >= tally.maxAgeMs) {
      const expired = decideExpiry(events.progressOf(handle), tally.settings, nowMs, this.#unsettled)
      if (expired !== undefined) this.#end(handle, tally, expired)
      return true
    }
    const slot = this.#pool.enter(tally.load)
    if (slot === undefined) return false
    if (events.isFirstRun(handle)) {
      const waitMs = nowMs - events.acceptedAtMs(handle)
      tally.totalWaitMs += waitMs
      tally.maxWaitMs = Math.max(tally.maxWaitMs, waitMs)
    }
    tally.runs += 1
    tally.maxRunning = Math.max(tally.maxRunning, tally.load.running)
    events.startRun(handle, slot)
    const { durationMs = 0 } = tally.simulated
    this.#wheel.insert(handle, nowMs + Math.floor(-Math.log(1 - this.#random()) * durationMs))
    return true
  }

  #throttled(handle: number, tally: Tally, nowMs: number): void {
    tally.throttles += 1
    if (this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
    this.#decide(handle, tally, throttle, nowMs)
  }

  #finish(handle: number, nowMs: number): void {
    const tally = this.#tallyOf(handle)
    const slot = this.#events.endRun(handle)
    this.#pool.leave(tally.load, slot)
    ease(tally.load.pressure, nowMs)
    const outcome = this.#drawOutcome(tally.simulated)
    if (outcome === systemError && this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
    this.#decide(handle, tally, outcome, nowMs)
    if (this.#waits || this.#adaptive) this.#startWaiting(tally, slot, nowMs)
  }

  #decide(handle: number, tally: Tally, outcome: AttemptOutcome, nowMs: number): void {
    const stretched = this.#adaptive ? tally.stretched() : tally.settings
    const draw =
      (outcome === throttle ? drawInGroup(tally.load.throttled, handle, nowMs, this.#random) : undefined) ??
      (this.#unsettled.backoffJitter === 'upper-half' ? this.#random() : undefined)
    const settings = draw === undefined ? stretched : { ...stretched, draw }
    const decision: Decision = decideNext(this.#events.progressOf(handle), outcome, settings, nowMs, this.#unsettled)
    if (decision.kind === 'terminal') this.#end(handle, tally, decision)
    else {
      this.#events.setProgress(handle, decision.progress)
      this.#wheel.insert(handle, nowMs + decision.delayMs)
    }
  }

  /** Starts waiting events after a slot has become free, in turn. */
  #startWaiting(freed: Tally, slot: SlotKind, nowMs: number): void {
    const queue = slot === 'pool' ? this.#waitingForPool : this.#waitingForOwn
    for (;;) {
      const lane = slot === 'pool' && this.#waits ? queue.turn : freed.index
      const tally = lane === none ? undefined : this.#tallies[lane]
      if (tally === undefined || queue.countOf(lane) === 0 || !this.#mayStart(tally)) return
      const handle = queue.take(lane)
      if (this.#start(handle, tally, nowMs)) continue
      if (!this.#waits) this.#throttled(handle, tally, nowMs)
      else {
        queue.putBack(handle, lane)
        return
      }
    }
  }

  #mayStart({ load, simulated }: Tally): boolean {
    if (this.#adaptive && load.running > 0 && load.running >= Math.floor(load.pressure.window)) return false
    if (!this.#waits) return true
    return simulated.reservedConcurrency === undefined ? this.#pool.free > 0 : load.running < (load.reserved ?? 0)
  }

  #end(handle: number, tally: Tally, { condition }: Terminal): void {
    tally.outcomes[condition] += 1
    this.#events.remove(handle)
  }

  #queueOf({ simulated }: Tally): ReadyLanes {
    return simulated.reservedConcurrency === undefined ? this.#waitingForPool : this.#waitingForOwn
  }

  #tallyOf(handle: number): Tally {
    return this.#tallies[this.#events.functionOf(handle)] as Tally
  }

  #drawFunction(): number {
    const shares = this.#shares
    if (shares.length === 1) return 0
    if (this.#equalShares) return Math.floor(this.#random() * shares.length)
    const drawn = this.#random() * (shares[shares.length - 1] as number)
    let [low, high] = [0, shares.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (drawn < (shares[middle] as number)) high = middle
      else low = middle + 1
    }
    return low
  }

  #drawOutcome({ errorRate = 0, systemErrorRate = 0 }: SimulatedFunction): AttemptOutcome {
    if (errorRate + systemErrorRate === 0) return success
    const drawn = this.#random()
    if (drawn < errorRate) return functionError
    return drawn < errorRate + systemErrorRate ? systemError : success
  }
}

function summed(tallies: readonly Tally[]): Pick<SimulationResult, 'runs' | 'throttles' | 'outcomes'> {
  const outcomes = {
    Success: 0,
    RetriesExhausted: 0,
    EventAgeExceeded: 0,
    ZeroReservedConcurrency: 0,
    RecursiveInvocation: 0,
  }
  let [runs, throttles] = [0, 0]
  for (const tally of tallies) {
    runs += tally.runs
    throttles += tally.throttles
    for (const condition of Object.keys(outcomes) as TerminalCondition[])
      outcomes[condition] += tally.outcomes[condition]
  }
  return { runs, throttles, outcomes }
}
