import type { RandomSequence } from '../time/seeded-random.ts'
import type { SimulatedLoad, SimulatedOutcome } from './simulated-load.ts'
import type { SimulatedFunction } from './simulation.ts'

/** Arrivals at a mean rate, with gaps and durations that are distributed exponentially. */
export class RandomLoad implements SimulatedLoad {
  readonly #events: number
  readonly #perSecond: number
  readonly #functions: readonly SimulatedFunction[]
  readonly #random: RandomSequence
  readonly #shares: Float64Array
  readonly #equalShares: boolean
  #drawn = 0
  #nowMs = 0

  constructor(
    arrivals: { readonly events: number; readonly perSecond: number },
    functions: readonly SimulatedFunction[],
    random: RandomSequence,
  ) {
    this.#events = arrivals.events
    this.#perSecond = arrivals.perSecond
    this.#functions = functions
    this.#random = random
    let sum = 0
    this.#shares = Float64Array.from(functions, ({ share = 1 }) => (sum += share))
    this.#equalShares = functions.every(({ share = 1 }) => share === (functions[0]?.share ?? 1))
  }

  nextArrivalMs(): number {
    if (this.#drawn >= this.#events) return Number.POSITIVE_INFINITY
    if (this.#drawn > 0) this.#nowMs += Math.floor((-Math.log(1 - this.#random.next()) * 1_000) / this.#perSecond)
    this.#drawn += 1
    return this.#nowMs
  }

  functionOf(): number {
    const shares = this.#shares
    if (shares.length === 1) return 0
    if (this.#equalShares) return Math.floor(this.#random.next() * shares.length)
    const drawn = this.#random.next() * (shares[shares.length - 1] as number)
    let [low, high] = [0, shares.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (drawn < (shares[middle] as number)) high = middle
      else low = middle + 1
    }
    return low
  }

  throttles(): boolean {
    return false
  }

  durationMs(_event: number, _run: number, functionIndex: number): number {
    const { durationMs = 0 } = this.#functions[functionIndex] as SimulatedFunction
    return Math.floor(-Math.log(1 - this.#random.next()) * durationMs)
  }

  outcomeOf(_event: number, _run: number, functionIndex: number): SimulatedOutcome {
    const { errorRate = 0, systemErrorRate = 0 } = this.#functions[functionIndex] as SimulatedFunction
    if (errorRate + systemErrorRate === 0) return 'success'
    const drawn = this.#random.next()
    if (drawn < errorRate) return 'functionError'
    return drawn < errorRate + systemErrorRate ? 'systemError' : 'success'
  }
}
