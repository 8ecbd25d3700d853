import type { SimulatedLoad, SimulatedOutcome } from '@async-invoke/engine/simulation'
import type { ArrivalSource, NextArrival } from '../arrivals/arrival-source.ts'
import type { Outage, Scenario } from '../scenario/scenario.ts'
import { type Quantile, quantileOf } from './distribution.ts'
import { drawFor, purpose } from './draws.ts'

/** A function as its load is drawn. */
interface LoadedFunction {
  readonly duration: Quantile
  readonly errorProbability: number
  readonly timeoutMs: number
  /** Outages in which runs fail. */
  readonly failing: readonly Window[]
  /** Outages in which attempts are throttled. */
  readonly throttling: readonly Window[]
}

interface Window {
  readonly fromMs: number
  readonly toMs: number
  readonly effect: Outage['effect']
  readonly probability: number
  readonly duration: Quantile | undefined
}

/** Arrivals of a function. */
export interface FunctionArrivals {
  readonly functionIndex: number
  readonly source: ArrivalSource
}

/** No run of Lambda takes longer. */
const maxRunMs = 900_000
const none = Number.POSITIVE_INFINITY

/** The load of a scenario for one seed: the same for every variant. */
export class ScenarioLoad implements SimulatedLoad {
  readonly #seed: number
  readonly #functions: readonly LoadedFunction[]
  readonly #next: readonly NextArrival[]
  readonly #owners: Int32Array
  /** Next arrival of each source. */
  readonly #times: Float64Array
  readonly #duplicateProbability: number
  #event = 0
  #functionIndex = 0
  #atMs = 0
  #repeats = false
  /** The run that {@link durationMs} was asked about fails. */
  #failure: Exclude<SimulatedOutcome, 'success'> | undefined

  constructor(scenario: Scenario, arrivals: readonly FunctionArrivals[], seed: number) {
    this.#seed = Math.imul(seed, 0x27d4eb2f)
    this.#functions = loadedFunctions(scenario)
    this.#next = arrivals.map(({ source }, index) => source.start(Math.imul(seed, 7_919) + index * 104_729))
    this.#owners = Int32Array.from(arrivals, ({ functionIndex }) => functionIndex)
    this.#times = Float64Array.from(this.#next, (next) => next())
    this.#duplicateProbability = scenario.duplicateProbability ?? 0
  }

  /** True if the event that arrived last is a copy of the one before it (INV-14). */
  isRepeated = false

  nextArrivalMs(): number {
    if (this.#repeats) {
      this.#repeats = false
      this.isRepeated = true
      this.#event += 1
      return this.#atMs
    }
    const times = this.#times
    let earliest = 0
    for (let index = 1; index < times.length; index += 1)
      if ((times[index] as number) < (times[earliest] as number)) earliest = index
    const atMs = times[earliest] as number
    if (atMs === none) return none
    times[earliest] = (this.#next[earliest] as NextArrival)()
    this.#functionIndex = this.#owners[earliest] as number
    this.#atMs = Math.floor(atMs)
    if (this.#duplicateProbability > 0) this.#drawCopy()
    this.#event += 1
    return this.#atMs
  }

  /** Draws whether the event comes again at once. */
  #drawCopy(): void {
    this.isRepeated = false
    this.#repeats = drawFor(this.#seed, this.#event, 0, purpose.duplicate) < this.#duplicateProbability
  }

  functionOf(): number {
    return this.#functionIndex
  }

  throttles(event: number, functionIndex: number, nowMs: number): boolean {
    const { throttling } = this.#functions[functionIndex] as LoadedFunction
    // Asked for each attempt: most scenarios have no such outage.
    if (throttling.length === 0) return false
    return throttling.some(
      ({ fromMs, toMs, probability }) =>
        nowMs >= fromMs &&
        nowMs < toMs &&
        (probability >= 1 || drawFor(this.#seed, event, nowMs, purpose.throttle) < probability),
    )
  }

  durationMs(event: number, run: number, functionIndex: number, startedAtMs: number): number {
    const { duration, failing, errorProbability, timeoutMs } = this.#functions[functionIndex] as LoadedFunction
    const seed = this.#seed
    const outage = failing.length === 0 ? undefined : this.#outageOf(failing, event, run, startedAtMs)
    const ms = (outage?.duration ?? duration)(drawFor(seed, event, run, purpose.duration))
    if (outage !== undefined) this.#failure = outage.effect === 'systemErrors' ? 'systemError' : 'functionError'
    else {
      const fails = errorProbability > 0 && drawFor(seed, event, run, purpose.error) < errorProbability
      this.#failure = fails ? 'functionError' : undefined
    }
    if (ms <= timeoutMs) return Math.round(ms)
    this.#failure ??= 'functionError'
    return timeoutMs
  }

  #outageOf(failing: readonly Window[], event: number, run: number, startedAtMs: number): Window | undefined {
    return failing.find(
      ({ fromMs, toMs, probability }) =>
        startedAtMs >= fromMs &&
        startedAtMs < toMs &&
        (probability >= 1 || drawFor(this.#seed, event, run, purpose.outage) < probability),
    )
  }

  outcomeOf(): SimulatedOutcome {
    return this.#failure ?? 'success'
  }
}

function loadedFunctions({ functions, outages = [] }: Scenario): readonly LoadedFunction[] {
  const windows = outages.map((outage) => ({ outage, window: windowOf(outage) }))
  return Object.entries(functions).map(([name, { durationMs, errorProbability = 0, timeoutSeconds }]) => {
    const own = windows.filter(({ outage }) => outage.functions?.includes(name) ?? true).map(({ window }) => window)
    return {
      duration: quantileOf(durationMs),
      errorProbability,
      timeoutMs: timeoutSeconds === undefined ? maxRunMs : timeoutSeconds * 1_000,
      failing: own.filter(({ effect }) => effect !== 'throttles'),
      throttling: own.filter(({ effect }) => effect === 'throttles'),
    }
  })
}

function windowOf({ fromSeconds, forSeconds, effect, probability = 1, durationMs }: Outage): Window {
  return {
    fromMs: fromSeconds * 1_000,
    toMs: (fromSeconds + forSeconds) * 1_000,
    effect,
    probability,
    duration: durationMs === undefined ? undefined : quantileOf(durationMs),
  }
}
