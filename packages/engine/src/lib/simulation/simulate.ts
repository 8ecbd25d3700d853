import { ConcurrencyPool, type SlotKind } from '../concurrency/concurrency-pool.ts'
import type { AttemptOutcome } from '../decide/attempt-outcome.ts'
import { ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import { decideExpiry } from '../decide/decide-next.ts'
import { backoffAfterFailure, nextStep, type TerminalCondition } from '../decide/next-step.ts'
import { drawInGroup } from '../decide/throttled-group.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import { ReadyLanes } from '../queue/ready-lanes.ts'
import { RandomSequence } from '../time/seeded-random.ts'
import { Agenda } from './agenda.ts'
import { RandomLoad } from './random-load.ts'
import { PendingEvents } from './simulated-events.ts'
import type { SimulatedLoad, SimulatedOutcome } from './simulated-load.ts'
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
const throttle: AttemptOutcome = { outcome: 'throttle' }
const zeroReserved: AttemptOutcome = { outcome: 'zeroReserved' }
const success: AttemptOutcome = { outcome: 'success', executedVersion: '$LATEST' }
const functionError: AttemptOutcome = { outcome: 'functionError', executedVersion: '$LATEST' }
const systemError: AttemptOutcome = { outcome: 'systemError', statusCode: 500 }

/**
 * Runs millions of events through the retry rules in one call, with the same decisions, concurrency and back-pressure as
 * `createEngine` but simulated time and functions. Everything random comes from the seed, so that a run can be repeated.
 *
 * A pending event takes about 30 bytes, an event that has ended none.
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
  const simulation = new Simulation(options)
  simulation.advance(Number.POSITIVE_INFINITY)
  return simulation.result()
}

/**
 * Begins a simulation that the caller advances: to stop it, to look at it on its way, or to leave other work its turn.
 *
 * @throws as {@link simulate}; `RangeError` for more pending events than `maxPending` when it advances
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
      this.#hash = (Math.imul(this.#hash, 31) + handle + nowMs) | 0
      if (handle === arrival) this.#arrive(nowMs)
      else if (events.isRunning(handle)) this.#finish(handle, nowMs)
      else this.#offer(handle, nowMs)
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
    const functionIndex = this.#load.functionOf(this.#arrived)
    const handle = this.#events.add(this.#arrived, functionIndex, nowMs)
    this.#observer.onArrival?.(this.#arrived, functionIndex, nowMs)
    this.#arrived += 1
    this.#tallyOf(handle).events += 1
    this.#offer(handle, nowMs)
    this.#awaitArrival()
  }

  #awaitArrival(): void {
    const nextMs = this.#load.nextArrivalMs()
    if (nextMs !== Number.POSITIVE_INFINITY) this.#agenda.add(arrival, Math.max(nextMs, this.#nowMs))
  }

  /** Starts a due event, queues it behind others of its function, or throttles it. */
  #offer(handle: number, nowMs: number): void {
    const tally = this.#tallyOf(handle)
    const { load } = tally
    // Discarded without an attempt (4.2.2).
    if (load.reserved === 0) {
      this.#decide(handle, tally, zeroReserved, nowMs)
      return
    }
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
      if (expired !== undefined) this.#end(handle, tally, expired.condition, nowMs)
      return true
    }
    const event = events.numberOf(handle)
    if (this.#load.throttles(event, tally.index, nowMs)) return false
    const slot = this.#pool.enter(tally.load)
    if (slot === undefined) return false
    if (events.runsOf(handle) === 0) {
      const waitMs = nowMs - events.acceptedAtMs(handle)
      tally.totalWaitMs += waitMs
      tally.maxWaitMs = Math.max(tally.maxWaitMs, waitMs)
    }
    tally.runs += 1
    tally.maxRunning = Math.max(tally.maxRunning, tally.load.running)
    const run = events.runsOf(handle) + 1
    const durationMs = this.#load.durationMs(event, run, tally.index, nowMs)
    const outcome = this.#load.outcomeOf(event, run, tally.index, nowMs)
    events.startRun(handle, slot, outcome)
    this.#observer.onRun?.(event, tally.index, durationMs, outcome, nowMs)
    this.#agenda.add(handle, nowMs + durationMs)
    return true
  }

  #throttled(handle: number, tally: Tally, nowMs: number): void {
    tally.throttles += 1
    this.#observer.onThrottle?.(this.#events.numberOf(handle), tally.index, nowMs)
    if (this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
    this.#decide(handle, tally, throttle, nowMs)
  }

  #finish(handle: number, nowMs: number): void {
    const tally = this.#tallyOf(handle)
    const outcome = this.#events.outcomeOf(handle)
    const slot = this.#events.endRun(handle)
    this.#pool.leave(tally.load, slot)
    this.#observer.onRunEnd?.(this.#events.numberOf(handle), tally.index, outcome, nowMs)
    ease(tally.load.pressure, nowMs)
    if (outcome === 'systemError' && this.#adaptive) tighten(tally.load.pressure, tally.load.running + 1, nowMs)
    this.#decide(handle, tally, attemptOf(outcome), nowMs)
    if (this.#waits || this.#adaptive) this.#startWaiting(tally, slot, nowMs)
  }

  #decide(handle: number, tally: Tally, attempt: AttemptOutcome, nowMs: number): void {
    const { settings } = tally
    const progress = this.#events.progressOf(handle)
    settings.draw = this.#drawFor(handle, tally, attempt, nowMs)
    if (this.#adaptive) settings.stretch = stretchOf(tally.load.pressure)
    const next = nextStep(progress, attempt, settings, nowMs, this.#unsettled)
    if (typeof next !== 'number') {
      this.#end(handle, tally, next, nowMs)
      return
    }
    if (attempt === functionError)
      this.#events.setProgress(handle, progress.failures + 1, backoffAfterFailure(progress, this.#unsettled))
    else this.#events.setProgress(handle, progress.failures, progress.backoff + 1)
    this.#agenda.add(handle, nowMs + next)
  }

  /** Draws the share of a wait: from 0 to below 1, or 1 for the exact wait. */
  #drawFor(handle: number, tally: Tally, attempt: AttemptOutcome, nowMs: number): number {
    if (attempt === throttle) {
      const draw = drawInGroup(tally.load.throttled, this.#events.numberOf(handle), nowMs, this.#draw)
      if (draw !== undefined) return draw
    }
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

function attemptOf(outcome: SimulatedOutcome): AttemptOutcome {
  if (outcome === 'success') return success
  return outcome === 'functionError' ? functionError : systemError
}
