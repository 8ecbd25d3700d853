import { ConcurrencyPool, type SlotKind } from '../concurrency/concurrency-pool.ts'
import { ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import { decideExpiry } from '../decide/decide-next.ts'
import {
  backoffAfterFailure,
  type EventProgress,
  stepAfterFailure,
  stepAfterThrottle,
  type TerminalCondition,
} from '../decide/next-step.ts'
import { drawInGroup } from '../decide/throttled-group.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import { ReadyLanes } from '../queue/ready-lanes.ts'
import { RandomSequence } from '../time/seeded-random.ts'
import { Agenda } from './agenda.ts'
import {
  backoffIn,
  type EventCounts,
  failuresIn,
  isRunning,
  outcomeIn,
  runsIn,
  slotIn,
  withProgress,
  withRun,
} from './event-counts.ts'
import { RandomLoad } from './random-load.ts'
import { PendingEvents } from './simulated-events.ts'
import type { SimulatedLoad } from './simulated-load.ts'
import {
  createTally,
  type RunningSimulation,
  resultOf,
  type SimulationObserver,
  type SimulationOptions,
  type SimulationResult,
  summed,
  type Tally,
} from './simulation.ts'

const none = -1
/** Handle of the next arrival; handles of events begin at 1. */
const arrival = 0

/**
 * Runs millions of events through the retry rules in one call, with the same decisions, concurrency and back-pressure as
 * `createEngine` but simulated time and functions. Everything random comes from the seed, so that a run can be repeated.
 *
 * A pending event takes about 25 bytes, an event that has ended none.
 *
 * @throws `RangeError` if more than `maxPending` events are pending, if one arrives 34 years after the start, or if there are no
 * functions
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
  const simulation = new Simulation(options)
  simulation.advance(Number.POSITIVE_INFINITY)
  return simulation.result()
}

/**
 * Begins a simulation that the caller advances: to stop it, to look at it on its way, or to leave other work its turn.
 *
 * @throws as {@link simulate}; `RangeError` for events when it advances
 *
 * @example
 * ```ts
 * const simulation = startSimulation({ seed: 1, arrivals, functions })
 * while (simulation.advance(100_000)) if (signal.aborted) break
 * simulation.result()
 * ```
 */
export function startSimulation(options: SimulationOptions): RunningSimulation {
  return new Simulation(options)
}

class Simulation implements RunningSimulation {
  readonly #seed: number
  readonly #load: SimulatedLoad
  readonly #observer: SimulationObserver
  readonly #random: RandomSequence
  readonly #draw = () => this.#random.next()
  readonly #tallies: readonly Tally[]
  readonly #waits: boolean
  readonly #adaptive: boolean
  /** Whether an event may wait for a slot. */
  readonly #queues: boolean
  readonly #progress = { acceptedAtMs: 0, failures: 0, backoff: 0 }
  readonly #pool: ConcurrencyPool
  readonly #agenda: Agenda
  readonly #events: PendingEvents
  readonly #unsettled: UnsettledChoices
  /** Events that wait for a slot: of their function's reserved concurrency, or of the pool, whose functions take turns. */
  readonly #waitingForOwn = new ReadyLanes()
  readonly #waitingForPool = new ReadyLanes()
  #nowMs = 0
  #arrived = 0
  #steps = 0
  #hash = 0

  constructor(options: SimulationOptions) {
    const { functions, seed, arrivals, unsettled = {} } = options
    if (functions.length === 0) throw new RangeError('a simulation needs at least one function')
    this.#seed = seed
    this.#random = new RandomSequence(seed)
    this.#load = 'nextArrivalMs' in arrivals ? arrivals : new RandomLoad(arrivals, functions, this.#random)
    this.#observer = options.observer ?? {}
    this.#unsettled = unsettled
    this.#tallies = functions.map(createTally)
    this.#waits = options.concurrency === 'wait'
    this.#adaptive = options.backpressure === 'adaptive'
    this.#queues = this.#waits || this.#adaptive
    this.#pool = new ConcurrencyPool(options.unreservedConcurrency)
    const events = new PendingEvents(options.maxPending ?? 20_000_000)
    this.#events = events
    this.#agenda = new Agenda((cells, from, to) => events.touch(cells, from, to))
    this.#awaitArrival()
  }

  advance(steps: number, untilMs = Number.POSITIVE_INFINITY): boolean {
    const agenda = this.#agenda
    const events = this.#events
    for (let left = steps; left > 0; left -= 1) {
      const handle = agenda.take(untilMs)
      if (handle === none) return false
      const { nowMs } = agenda
      this.#nowMs = nowMs
      this.#steps += 1
      this.#hash = (((Math.imul(this.#hash, 31) + handle) | 0) + nowMs) | 0
      if (handle === arrival) this.#arrive(nowMs)
      else {
        const counts = events.countsOf(handle)
        if (isRunning(counts)) this.#finish(handle, counts, nowMs)
        else this.#offer(handle, counts, this.#tallyOf(handle), nowMs)
      }
    }
    return agenda.size > 0
  }

  result(): SimulationResult {
    return {
      seed: this.#seed,
      events: this.#arrived,
      steps: this.#steps,
      endedAtMs: this.#nowMs,
      peakPending: this.#events.peak,
      hash: this.#hash >>> 0,
      ...summed(this.#tallies),
      functions: this.#tallies.map(resultOf),
    }
  }

  #arrive(nowMs: number): void {
    const event = this.#arrived
    const functionIndex = this.#load.functionOf(event)
    const handle = this.#events.add(event, functionIndex, nowMs)
    this.#observer.onArrival?.(event, functionIndex, nowMs)
    this.#arrived = event + 1
    const tally = this.#tallies[functionIndex] as Tally
    tally.events += 1
    this.#offer(handle, 0, tally, nowMs)
    this.#awaitArrival()
  }

  #awaitArrival(): void {
    const nextMs = this.#load.nextArrivalMs()
    if (nextMs !== Number.POSITIVE_INFINITY) this.#agenda.add(arrival, Math.max(nextMs, this.#nowMs))
  }

  /** Starts a due event, queues it behind others of its function, or throttles it. */
  #offer(handle: number, counts: EventCounts, tally: Tally, nowMs: number): void {
    // Discarded without an attempt (4.2.2).
    if (tally.load.reserved === 0) {
      this.#drawAlone()
      this.#end(handle, tally, 'ZeroReservedConcurrency', nowMs)
    } else if (this.#queues && this.#mustWait(tally)) this.#queueOf(tally).append(handle, tally.index)
    else if (!this.#start(handle, counts, tally, nowMs)) {
      if (this.#waits) this.#queueOf(tally).append(handle, tally.index)
      else this.#throttled(handle, counts, tally, nowMs)
    }
  }

  #mustWait(tally: Tally): boolean {
    const { load } = tally
    if (this.#adaptive && load.running >= Math.floor(load.pressure.window) && load.running > 0) return true
    return this.#waits && this.#queueOf(tally).countOf(tally.index) > 0
  }

  /** Starts an event, or ends it if it has expired. False if no slot is free. */
  #start(handle: number, counts: EventCounts, tally: Tally, nowMs: number): boolean {
    const events = this.#events
    const ageMs = nowMs - events.acceptedAtMs(handle)
    if (ageMs >= tally.maxAgeMs) {
      const expired = decideExpiry(this.#progressOf(handle, counts), tally.settings, nowMs, this.#unsettled)
      if (expired !== undefined) this.#end(handle, tally, expired.condition, nowMs)
      return true
    }
    const event = events.numberOf(handle)
    const { index } = tally
    if (this.#load.throttles(event, index, nowMs)) return false
    const slot = this.#pool.enter(tally.load)
    if (slot === undefined) return false
    const run = runsIn(counts) + 1
    if (run === 1) {
      tally.totalWaitMs += ageMs
      if (ageMs > tally.maxWaitMs) tally.maxWaitMs = ageMs
    }
    tally.runs += 1
    if (tally.load.running > tally.maxRunning) tally.maxRunning = tally.load.running
    const durationMs = this.#load.durationMs(event, run, index, nowMs)
    const outcome = this.#load.outcomeOf(event, run, index, nowMs)
    events.setCounts(handle, withRun(counts, slot, outcome))
    this.#observer.onRun?.(event, index, durationMs, outcome, nowMs)
    this.#agenda.add(handle, nowMs + durationMs)
    return true
  }

  #throttled(handle: number, counts: EventCounts, tally: Tally, nowMs: number): void {
    const event = this.#events.numberOf(handle)
    tally.throttles += 1
    this.#observer.onThrottle?.(event, tally.index, nowMs)
    if (this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
    const draw = drawInGroup(tally.load.throttled, event, nowMs, this.#draw) ?? this.#drawAlone()
    this.#backOff(handle, counts, tally, draw, nowMs)
  }

  #finish(handle: number, counts: EventCounts, nowMs: number): void {
    const tally = this.#tallyOf(handle)
    const outcome = outcomeIn(counts)
    const slot = slotIn(counts)
    this.#pool.leave(tally.load, slot)
    this.#observer.onRunEnd?.(this.#events.numberOf(handle), tally.index, outcome, nowMs)
    if (this.#adaptive) ease(tally.load.pressure, nowMs)
    const draw = this.#drawAlone()
    if (outcome === 'success') this.#end(handle, tally, 'Success', nowMs)
    else if (outcome === 'functionError') this.#failed(handle, counts, tally, nowMs)
    else {
      if (this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
      this.#backOff(handle, counts, tally, draw, nowMs)
    }
    if (this.#queues) this.#startWaiting(tally, slot, nowMs)
  }

  #failed(handle: number, counts: EventCounts, tally: Tally, nowMs: number): void {
    const progress = this.#progressOf(handle, counts)
    if (this.#adaptive) tally.settings.stretch = stretchOf(tally.load.pressure)
    const next = stepAfterFailure(progress, tally.settings, nowMs)
    const backoff = backoffAfterFailure(progress, this.#unsettled)
    this.#follow(handle, withProgress(counts, progress.failures + 1, backoff), tally, next, nowMs)
  }

  /** Waits after a throttle or a system error. */
  #backOff(handle: number, counts: EventCounts, tally: Tally, draw: number, nowMs: number): void {
    const progress = this.#progressOf(handle, counts)
    tally.settings.draw = draw
    if (this.#adaptive) tally.settings.stretch = stretchOf(tally.load.pressure)
    const next = stepAfterThrottle(progress, tally.settings, nowMs, this.#unsettled)
    this.#follow(handle, withProgress(counts, progress.failures, progress.backoff + 1), tally, next, nowMs)
  }

  #follow(handle: number, counts: EventCounts, tally: Tally, next: TerminalCondition | number, nowMs: number): void {
    if (typeof next === 'number') {
      this.#events.setCounts(handle, counts)
      this.#agenda.add(handle, nowMs + next)
    } else this.#end(handle, tally, next, nowMs)
  }

  /** Progress of an event, valid until the next call: one object for all events, since it is only read. */
  #progressOf(handle: number, counts: EventCounts): EventProgress {
    const progress = this.#progress
    progress.acceptedAtMs = this.#events.acceptedAtMs(handle)
    progress.failures = failuresIn(counts)
    progress.backoff = backoffIn(counts)
    return progress
  }

  /**
   * Draws the share of a wait of an event alone: from 0 to below 1, or 1 for the exact wait. Every outcome draws once, also where
   * no wait follows, so that a seed always stands for the same steps.
   */
  #drawAlone(): number {
    return this.#unsettled.backoffJitter === 'upper-half' ? this.#random.next() : 1
  }

  /** Starts waiting events after a slot has become free, in turn. */
  #startWaiting(freed: Tally, slot: SlotKind, nowMs: number): void {
    const queue = slot === 'pool' ? this.#waitingForPool : this.#waitingForOwn
    for (;;) {
      const lane = slot === 'pool' && this.#waits ? queue.turn : freed.index
      const tally = lane === none ? undefined : this.#tallies[lane]
      if (tally === undefined || queue.countOf(lane) === 0 || !this.#mayStart(tally)) return
      const handle = queue.take(lane)
      const counts = this.#events.countsOf(handle)
      if (this.#start(handle, counts, tally, nowMs)) continue
      if (!this.#waits) this.#throttled(handle, counts, tally, nowMs)
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

  #end(handle: number, tally: Tally, condition: TerminalCondition, nowMs: number): void {
    // By name for nearly all: a member under a computed name is looked up in a table.
    if (condition === 'Success') tally.outcomes.Success += 1
    else tally.outcomes[condition] += 1
    this.#observer.onEnd?.(this.#events.numberOf(handle), tally.index, condition, nowMs)
    this.#events.remove(handle)
  }

  #queueOf({ simulated }: Tally): ReadyLanes {
    return simulated.reservedConcurrency === undefined ? this.#waitingForPool : this.#waitingForOwn
  }

  #tallyOf(handle: number): Tally {
    return this.#tallies[this.#events.functionOf(handle)] as Tally
  }
}
