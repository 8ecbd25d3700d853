import { backedUpAfterMs, ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import type { ConcurrencyLimit } from '../ports.ts'
import type { LaneBudget } from '../queue/queue-store.ts'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from './function-load.ts'
import { destinationPrefix, functionPrefix } from './lanes.ts'
import type { Leave, Slots } from './slots.ts'

export interface FunctionLoadsOptions {
  readonly concurrency: ConcurrencyMode
  readonly slots: Slots
  readonly backpressure: 'off' | 'adaptive'
  /**
   * True if the store keeps to the reserved concurrency of functions, over all its users.
   *
   * @defaultValue `false`
   */
  readonly limitsInStore?: boolean
}

/** Maximum number of functions to remember; beyond it, idle ones are forgotten. */
const maxKnown = 10_000
/** Deliveries need no slot: their destinations have no limit. */
const destinations: ReadonlyMap<string, number> = new Map([[destinationPrefix, Number.POSITIVE_INFINITY]])

/** Load of every function, and how many more of its events may be claimed. */
export class FunctionLoads {
  readonly #slots: Slots
  readonly #waits: boolean
  readonly #adaptive: boolean
  readonly #limitsInStore: boolean
  readonly #loads = new Map<string, FunctionLoad>()
  #leaving = false

  constructor({ concurrency, slots, backpressure, limitsInStore = false }: FunctionLoadsOptions) {
    this.#slots = slots
    this.#waits = concurrency === 'wait'
    this.#adaptive = backpressure === 'adaptive'
    this.#limitsInStore = limitsInStore
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

  /** Returns how many items of each lane to claim; `undefined` if there is no limit. */
  budget(): LaneBudget | undefined {
    if (!this.#waits && !this.#adaptive) return undefined
    const pool = this.#slots.unreservedFree()
    const lanes = new Map<string, number>()
    for (const [lane, load] of this.#loads) {
      const share = lane.startsWith(functionPrefix) ? this.#share(lane, load, pool) : undefined
      if (share !== undefined) lanes.set(lane, Math.max(0, share))
    }
    const budget = { lanes, prefixes: destinations }
    if (!this.#waits) return { ...budget, default: Number.POSITIVE_INFINITY }
    // One event of an unknown function: its resolution tells the limit. Those that share slots take turns.
    return { ...budget, default: 1, ...(pool >= 1 && { defaultTotal: pool }) }
  }

  /** The share of a known function; `undefined` for the default. */
  #share(lane: string, load: FunctionLoad, pool: number): number | undefined {
    const window = this.#adaptive ? Math.floor(load.pressure.window) - load.claimed : Number.POSITIVE_INFINITY
    if (!this.#waits) {
      if (window === Number.POSITIVE_INFINITY) return undefined
      return load.claimed === 0 ? Math.max(1, window) : window
    }
    if (load.reserved === null) return pool < 1 || window < 1 ? 0 : undefined
    // One event if the limit is unknown or was 0: its resolution tells the current limit.
    if (load.reserved === undefined || load.reserved === 0) return 1 - load.claimed
    // So it is with a limit that the store does not keep to yet.
    if (this.#limitsInStore && load.limit !== load.reserved) return 1 - load.claimed
    const free = this.#slots.reservedFree(lane.slice(functionPrefix.length), load.reserved)
    return load.claimed === 0 ? free : Math.min(window, free - (load.claimed - load.running))
  }
}
