import { backedUpAfterMs, ease, stretchOf, tighten } from '../decide/back-pressure.ts'
import type { LaneBudget } from '../queue/queue-store.ts'
import { type ConcurrencyMode, type FunctionLoad, freshFunctionLoad } from './function-load.ts'
import type { ConcurrencyLimit, Leave, Slots } from './slots.ts'

export interface FunctionLoadsOptions {
  readonly concurrency: ConcurrencyMode
  readonly slots: Slots
  readonly backpressure: 'off' | 'adaptive'
}

/** Functions remembered while nothing of them is under way; beyond that the idle ones are learned anew. */
const maxKnown = 10_000
const functionPrefix = 'function:'
/** Made once for each name: tables find a text faster that they have seen before. */
const lanes = new Map<string, string>()

/** What every function has under way, and how much more of it may be claimed. */
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

  /** Whether an event that finds no slot waits for one, instead of being throttled. */
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

  /** Calls the listener when a run that is not of these functions' events has given a slot back; see {@link Slots.onFree}. */
  onFree(listener: () => void): () => void {
    return this.#slots.onFree(() => {
      if (!this.#leaving) listener()
    })
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
    let poolLeft = this.#slots.unreservedFree()
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
      // One of a function whose limit is not known or was 0: it tells the limit of now.
      if (load.reserved === undefined || load.reserved === 0) return 1 - load.claimed
      const free = this.#slots.reservedFree(lane.slice(functionPrefix.length), load.reserved)
      return load.claimed === 0 ? free : Math.min(window, free - (load.claimed - load.running))
    }
  }
}
