import type { Random } from './seeded-random.ts'

/** Times between two looks into a store, in milliseconds: the first, and the most. */
interface Bounds {
  readonly firstMs: number
  readonly mostMs: number
}

/** For items of other processes, which announce themselves by a wake-up at best. */
const polling: Bounds = { firstMs: 200, mostMs: 1_000 }
/** For items that are ready and held back by their lanes' budgets, in a store that counts them as claimable. */
const heldBack: Bounds = { firstMs: 20, mostMs: 250 }

/** A pause that doubles while nothing is found, with jitter, so that many processes do not look together. */
class Pace {
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

/** The pauses between two claims. */
export class ClaimPace {
  readonly #polls: Pace
  readonly #heldBack: Pace
  readonly #isShared: boolean

  /** @param isShared - true if other processes use the items */
  constructor(isShared: boolean, random: Random) {
    this.#isShared = isShared
    this.#polls = new Pace(polling, random)
    this.#heldBack = new Pace(heldBack, random)
  }

  /**
   * Returns the time until the next claim; `undefined` if nothing can come but by a call of this engine or a wake-up.
   *
   * @param found - number of items that the last claim returned
   * @param nextInMs - when the store says that there is more; 0 for items that it counts although they are held back
   */
  nextMs(found: number, nextInMs: number | undefined): number | undefined {
    if (found > 0) {
      this.#polls.reset()
      this.#heldBack.reset()
    }
    const pauseMs = nextInMs === 0 ? this.#heldBack.nextMs() : nextInMs
    if (!this.#isShared) return pauseMs
    return Math.min(pauseMs ?? Number.POSITIVE_INFINITY, this.#polls.nextMs())
  }
}
