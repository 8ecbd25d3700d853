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
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
