/** What a number is drawn for; two purposes of one run are independent. */
export const purpose = { duration: 1, error: 2, outage: 3, throttle: 4, duplicate: 5 } as const

/**
 * Draws a number from 0 to below 1 by what it is for, not by a sequence: it is the same whatever else has been drawn, so that two
 * settings meet the same durations and errors.
 *
 * @param event - number of the event
 * @param run - number of its run
 * @param of - one of {@link purpose}
 */
export function drawFor(seed: number, event: number, run: number, of: number): number {
  let mixed = Math.imul(event + 1, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b) ^ Math.imul(of, 0xc2b2ae35) ^ seed
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
}
