import { backedUpAfterMs, ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import type { ConcurrencyLimit } from '../ports.ts'
import type { LaneBudget } from '../queue/queue-store.ts'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from './function-load.ts'
import type { Leave, Slots } from './slots.ts'

export interface FunctionLoadsOptions {
  readonly concurrency: ConcurrencyMode
  readonly slots: Slots
  readonly backpressure: 'off' | 'adaptive'
}

/** Maximum number of functions to remember; beyond it, idle ones are forgotten. */
const maxKnown = 10_000
const functionPrefix = 'function:'
/** Cached per name: a string that was already a Map key carries its hash. */
const lanes = new Map<string, string>()

/** Load of every function, and how many more of its events may be claimed. */
export class FunctionLoads {
  readonly #slots: Slots
  readonly #waits: boolean
  readonly #adaptive: boolean
  readonly #loads = new Map<string, FunctionLoad>()
  #leaving = false

  constructor({ concurrency, slots, backpressure }: FunctionLoadsOptions) {
    this.#slots = slots
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

  /** True if an event without a free slot waits for one instead of being throttled. */
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

  enter(functionName: string, load: FunctionLoad): Leave | ConcurrencyLimit {
    const slot = this.#slots.enter(functionName, load.reserved ?? undefined)
    if (typeof slot === 'function') load.running += 1
    return slot
  }

  leave(load: FunctionLoad, slot: Leave, nowMs: number): void {
    load.running -= 1
    ease(load.pressure, nowMs)
    this.#leaving = true
    try {
      slot()
    } finally {
      this.#leaving = false
    }
  }

  /** Calls the listener when a run outside this engine gives a slot back; see {@link Slots.onFree}. */
  onFree(listener: () => void): () => void {
    return this.#slots.onFree(() => {
      if (!this.#leaving) listener()
    })
  }

  /** Notes that an attempt starts, `lateMs` after it was due. */
  started(load: FunctionLoad, lateMs: number, nowMs: number): void {
    if (this.#adaptive && lateMs > backedUpAfterMs) tighten(load.pressure, load.claimed, nowMs)
  }

  /** Notes that an attempt ended without a run. */
  refused(load: FunctionLoad, nowMs: number): void {
    if (this.#adaptive) tighten(load.pressure, load.claimed, nowMs)
  }

  /** Returns the factor on the waits of a function (RTY-10). */
  stretch(load: FunctionLoad): number {
    return this.#adaptive ? stretchOf(load.pressure) : 1
  }

  /** Returns the budget of each lane for one claim; `undefined` if there is no limit. */
  budget(): LaneBudget | undefined {
    if (!this.#waits && !this.#adaptive) return undefined
    let poolLeft = this.#slots.unreservedFree()
    return (lane) => {
      if (!lane.startsWith(functionPrefix)) return Number.POSITIVE_INFINITY
      const load = this.#loads.get(lane)
      // One event of an unknown function: its resolution tells the limit.
      if (load === undefined) return this.#waits ? 1 : Number.POSITIVE_INFINITY
      const window = this.#adaptive ? Math.floor(load.pressure.window) - load.claimed : Number.POSITIVE_INFINITY
      if (!this.#waits) return load.claimed === 0 ? Math.max(1, window) : window
      if (load.reserved === null) {
        // One at a time from the shared slots, so that functions take turns.
        const share = Math.min(1, poolLeft, window)
        poolLeft -= Math.max(0, share)
        return share
      }
      // One event if the limit is unknown or was 0: its resolution tells the current limit.
      if (load.reserved === undefined || load.reserved === 0) return 1 - load.claimed
      const free = this.#slots.reservedFree(lane.slice(functionPrefix.length), load.reserved)
      return load.claimed === 0 ? free : Math.min(window, free - (load.claimed - load.running))
    }
  }
}
