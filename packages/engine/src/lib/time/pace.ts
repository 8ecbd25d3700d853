import type { Random } from './seeded-random.ts'

/** Times between two looks into a store, in milliseconds: the first, and the most. */
interface Bounds {
  readonly firstMs: number
  readonly mostMs: number
}

/** For items of other processes, which announce themselves by a wake-up at best. */
export const polling: Bounds = { firstMs: 200, mostMs: 1_000 }
/** For items that are ready and held back by their lanes' budgets, in a store that counts them as claimable. */
export const heldBack: Bounds = { firstMs: 20, mostMs: 250 }

/** A pause that doubles while nothing is found, with jitter, so that many processes do not look together. */
export class Pace {
  readonly #bounds: Bounds
  readonly #random: Random
  #empty = 0

  constructor(bounds: Bounds, random: Random) {
    this.#bounds = bounds
    this.#random = random
  }

  /** Notes that something was found. */
  reset(): void {
    this.#empty = 0
  }

  /** The pause before the next look, after one that found nothing. */
  nextMs(): number {
    const { firstMs, mostMs } = this.#bounds
    const pauseMs = Math.min(mostMs, firstMs * 2 ** this.#empty)
    this.#empty = Math.min(this.#empty + 1, 16)
    return Math.ceil(pauseMs * (0.5 + this.#random() / 2))
  }
}
