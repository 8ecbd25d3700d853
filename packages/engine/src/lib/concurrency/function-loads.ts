import { backedUpAfterMs, ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import type { ConcurrencyLimit } from '../ports.ts'
import type { LaneBudget } from '../queue/queue-store.ts'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from './function-load.ts'
import { destinationPrefix, functionLane, functionPrefix } from './lanes.ts'
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
  /**
   * Names of the functions whose events to claim.
   *
   * @defaultValue all functions
   */
  readonly serves?: readonly string[] | undefined
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
  /** Lanes of the functions that are served; `undefined` for all. */
  readonly #served: readonly string[] | undefined
  readonly #loads = new Map<string, FunctionLoad>()
  #leaving = false

  constructor({ concurrency, slots, backpressure, limitsInStore = false, serves }: FunctionLoadsOptions) {
    this.#slots = slots
    this.#waits = concurrency === 'wait'
    this.#adaptive = backpressure === 'adaptive'
    this.#limitsInStore = limitsInStore
    this.#served = serves?.map(functionLane)
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

  /** True if an event of a function that shares slots could run beside those that are claimed. */
  get hasSharedSlots(): boolean {
    const free = this.#waits ? this.#sharedFree() : 0
    return free >= 1 && free < Number.POSITIVE_INFINITY
  }

  /** Returns how many items of each lane to claim; `undefined` if there is no limit. */
  budget(): LaneBudget | undefined {
    if (!this.#waits && !this.#adaptive && this.#served === undefined) return undefined
    const free = this.#sharedFree()
    let sharing = 0
    for (const { reserved } of this.#loads.values()) if (reserved === null) sharing += 1
    // One part more than functions, for those that are not known yet.
    const part = Math.floor(free / (sharing + 1))
    const lanes = new Map<string, number>()
    if (this.#served !== undefined) {
      for (const lane of this.#served) lanes.set(lane, this.#waits ? 1 : Number.POSITIVE_INFINITY)
      for (const lane of this.#served) this.#setShare(lanes, lane, this.#loads.get(lane), free, part)
      return { lanes, prefixes: destinations, default: 0 }
    }
    for (const [lane, load] of this.#loads) this.#setShare(lanes, lane, load, free, part)
    const budget = { lanes, prefixes: destinations }
    if (!this.#waits) return { ...budget, default: Number.POSITIVE_INFINITY }
    // One event of an unknown function: its resolution tells the limit. Those that share slots take turns.
    if (free === Number.POSITIVE_INFINITY || free < 1) return { ...budget, default: 1 }
    return { ...budget, default: 1, defaultTotal: free - part * sharing }
  }

  #setShare(
    lanes: Map<string, number>,
    lane: string,
    load: FunctionLoad | undefined,
    free: number,
    part: number,
  ): void {
    if (load === undefined || !lane.startsWith(functionPrefix)) return
    const share = this.#share(lane, load, free, part)
    if (share !== undefined) lanes.set(lane, Math.max(0, share))
  }

  /** Slots that functions share and that no claimed event is about to take. */
  #sharedFree(): number {
    let free = this.#slots.unreservedFree()
    for (const { reserved, claimed, running } of this.#loads.values())
      if (typeof reserved !== 'number') free -= claimed - running
    return free
  }

  /** The share of a known function; `undefined` for the default. */
  #share(lane: string, load: FunctionLoad, free: number, part: number): number | undefined {
    const window = this.#adaptive ? Math.floor(load.pressure.window) - load.claimed : Number.POSITIVE_INFINITY
    if (!this.#waits) {
      if (window === Number.POSITIVE_INFINITY) return undefined
      return load.claimed === 0 ? Math.max(1, window) : window
    }
    if (load.reserved === null) {
      if (free < 1 || window < 1) return 0
      return part >= 1 ? Math.min(part, window) : undefined
    }
    // One event if the limit is unknown or was 0: its resolution tells the current limit.
    if (load.reserved === undefined || load.reserved === 0) return 1 - load.claimed
    // So it is with a limit that the store does not keep to yet.
    if (this.#limitsInStore && load.limit !== load.reserved) return 1 - load.claimed
    const slots = this.#slots.reservedFree(lane.slice(functionPrefix.length), load.reserved)
    return load.claimed === 0 ? slots : Math.min(window, slots - (load.claimed - load.running))
  }
}
