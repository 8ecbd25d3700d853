import { backedUpAfterMs, stretchOf, tighten } from '../decide/back-pressure.ts'
import type { LaneBudget } from '../queue/queue-store.ts'
import {
  type ConcurrencyMode,
  ConcurrencyPool,
  type FunctionLoad,
  freshFunctionLoad,
  type Place,
} from './function-load.ts'

export interface FunctionLoadsOptions {
  readonly concurrency: ConcurrencyMode
  /** Places shared by all functions without reserved concurrency. */
  readonly unreservedConcurrency: number
  readonly backpressure: 'off' | 'adaptive'
}

/** Functions remembered while nothing of them is under way; beyond that the idle ones are learned anew. */
const maxKnown = 10_000
const functionPrefix = 'function:'
/** Made once for each name: tables find a text faster that they have seen before. */
const lanes = new Map<string, string>()

/** What every function has under way, and how much more of it may be claimed. */
export class FunctionLoads {
  readonly #pool: ConcurrencyPool
  readonly #waits: boolean
  readonly #adaptive: boolean
  readonly #loads = new Map<string, FunctionLoad>()

  constructor({ concurrency, unreservedConcurrency, backpressure }: FunctionLoadsOptions) {
    this.#pool = new ConcurrencyPool(unreservedConcurrency)
    this.#waits = concurrency === 'wait'
    this.#adaptive = backpressure === 'adaptive'
  }

  static laneOf(functionName: string): string {
    const known = lanes.get(functionName)
    if (known !== undefined) return known
    if (lanes.size >= maxKnown) lanes.clear()
    const lane = functionPrefix + functionName
    lanes.set(functionName, lane)
    return lane
  }

  /** Whether an event that finds no place waits for one, instead of being throttled. */
  get waits(): boolean {
    return this.#waits
  }

  of(lane: string): FunctionLoad {
    const known = this.#loads.get(lane)
    if (known !== undefined) return known
    if (this.#loads.size >= maxKnown)
      for (const [name, load] of this.#loads) if (load.claimed === 0) this.#loads.delete(name)
    const load = freshFunctionLoad()
    this.#loads.set(lane, load)
    return load
  }

  enter(load: FunctionLoad): Place | undefined {
    return this.#pool.enter(load)
  }

  leave(load: FunctionLoad, place: Place, nowMs: number): void {
    this.#pool.leave(load, place, nowMs)
  }

  /** An attempt is about to start, `lateMs` after it was due. */
  started(load: FunctionLoad, lateMs: number, nowMs: number): void {
    if (this.#adaptive && lateMs > backedUpAfterMs) tighten(load.pressure, load.claimed, nowMs)
  }

  /** An attempt ended without a run. */
  refused(load: FunctionLoad, nowMs: number): void {
    if (this.#adaptive) tighten(load.pressure, load.claimed, nowMs)
  }

  /** Factor on the waits of the function (RTY-10). */
  stretch(load: FunctionLoad): number {
    return this.#adaptive ? stretchOf(load.pressure) : 1
  }

  /** How much each lane may give in one claim; `undefined` when all may give what they have. */
  budget(): LaneBudget | undefined {
    if (!this.#waits && !this.#adaptive) return undefined
    let poolLeft = this.#pool.free
    return (lane) => {
      if (!lane.startsWith(functionPrefix)) return Number.POSITIVE_INFINITY
      const load = this.#loads.get(lane)
      // One of a function not seen before: it tells how many more there may be.
      if (load === undefined) return this.#waits ? 1 : Number.POSITIVE_INFINITY
      const window = this.#adaptive ? Math.floor(load.pressure.window) - load.claimed : Number.POSITIVE_INFINITY
      if (!this.#waits) return load.claimed === 0 ? Math.max(1, window) : window
      if (load.reserved === null) {
        // One at a time of what the functions share, so that they share it in turn.
        const share = Math.min(1, poolLeft, window)
        poolLeft -= Math.max(0, share)
        return share
      }
      // With nothing under way one is always let through: the limit may have changed since.
      return load.claimed === 0
        ? Math.max(1, load.reserved ?? 1)
        : Math.min(window, (load.reserved ?? 1) - load.claimed)
    }
  }
}
