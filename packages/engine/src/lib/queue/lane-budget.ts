import type { LaneBudget } from './queue-store.ts'

/** What is left of a budget during one claim, for a store that takes items one by one. */
export class BudgetLeft {
  readonly #budget: LaneBudget | undefined
  readonly #left = new Map<string, number>()
  #defaultLeft: number

  constructor(budget: LaneBudget | undefined) {
    this.#budget = budget
    this.#defaultLeft = budget?.defaultTotal ?? Number.POSITIVE_INFINITY
  }

  /** True if the lane may give another item. */
  has(lane: string): boolean {
    if (this.#budget === undefined) return true
    const left = this.#left.get(lane) ?? allowed(this.#budget, lane) ?? this.#budget.default
    return left >= 1 && (this.#defaultLeft >= 1 || allowed(this.#budget, lane) !== undefined)
  }

  /** Notes that the lane has given an item. */
  take(lane: string): void {
    if (this.#budget === undefined) return
    const own = allowed(this.#budget, lane)
    if (own === undefined) this.#defaultLeft -= 1
    this.#left.set(lane, (this.#left.get(lane) ?? own ?? this.#budget.default) - 1)
  }

  /** What is left, as data. A lane that has given an item has a number of its own there, apart from the default's total. */
  remaining(): LaneBudget | undefined {
    if (this.#budget === undefined) return undefined
    const lanes = new Map(this.#budget.lanes)
    for (const [lane, left] of this.#left) if (left !== Number.POSITIVE_INFINITY) lanes.set(lane, left)
    return { ...this.#budget, lanes, defaultTotal: Math.max(0, this.#defaultLeft) }
  }
}

/** The number of a lane, or `undefined` if it has the default. */
function allowed({ lanes, prefixes = noPrefixes }: LaneBudget, lane: string): number | undefined {
  const own = lanes?.get(lane)
  if (own !== undefined) return own
  for (const [prefix, number] of prefixes) if (lane.startsWith(prefix)) return number
  return undefined
}

const noPrefixes: ReadonlyMap<string, number> = new Map()
