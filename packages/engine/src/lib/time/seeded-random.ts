/** Returns a random number from 0 to below 1. */
export type Random = () => number

/**
 * Creates a repeatable random number generator: the same seed gives the same sequence on every machine.
 *
 * @example
 * ```ts
 * const random = seededRandom(7)
 * random() // 0.011704753153026104
 * ```
 */
export function seededRandom(seed: number): Random {
  const sequence = new RandomSequence(seed)
  return () => sequence.next()
}

/** The same numbers from a method, which V8 compiles into the loop that calls it, for simulations that draw millions. */
export class RandomSequence {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  next(): number {
    const state = (this.#state + 0x6d2b79f5) | 0
    this.#state = state
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
